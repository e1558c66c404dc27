using Microsoft.Extensions.Options;
using Triad.Core.Erasure;

namespace Triad.Server.Receipts;

/// <summary>Registers what signs receipts.</summary>
internal static class ReceiptExtensions
{
    /// <summary>For processes of role silo, which erase.</summary>
    public static IServiceCollection AddTriadReceipts(this IServiceCollection services)
    {
        services.AddOptions<ReceiptOptions>().BindConfiguration(ReceiptOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReceiptOptions>, ReceiptOptionsValidator>();
        services.AddSingleton<ReceiptSigner>();
        services.AddSingleton<IReceiptSigner>(provider => provider.GetRequiredService<ReceiptSigner>());
        services.AddHostedService<ReceiptKeyPublishing>();
        return services;
    }
}
