using Microsoft.Extensions.Options;
using Triad.Gateway.Bootstrap;
using Triad.Server.Data;

namespace Triad.Server.Bootstrap;

/// <summary>Gives the platform its way to the first operator key.</summary>
internal static class BootstrapExtensions
{
    public static void AddTriadBootstrap(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<BootstrapOptions>, BootstrapOptionsValidator>();
        services.AddOptions<BootstrapOptions>().BindConfiguration(BootstrapOptions.Section).ValidateOnStart();
        services.AddSingleton(provider => new BootstrapGate(Token(
            provider.GetRequiredService<IOptions<BootstrapOptions>>().Value, provider.GetRequiredService<DataFolder>())));
        services.AddSingleton<FirstOperatorKey>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstOperatorKey>());
    }

    private static string? Token(BootstrapOptions options, DataFolder data) => options.Chosen switch
    {
        BootstrapMode.Token when options.TokenFile is { } file => File.ReadAllText(file).Trim(),
        BootstrapMode.Token => data.BootstrapToken(),
        _ => null,
    };
}
