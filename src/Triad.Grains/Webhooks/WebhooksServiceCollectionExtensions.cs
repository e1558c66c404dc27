using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Triad.Core.Encryption;
using Triad.Core.Fetching;

namespace Triad.Grains.Webhooks;

/// <summary>Registers what webhooks need; the fetcher and the data keys are the composition's.</summary>
internal static class WebhooksServiceCollectionExtensions
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton(provider => new WebhookVault(new Lazy<IDataKeys>(provider.GetRequiredService<IDataKeys>)));
        services.AddSingleton(provider => new WebhookCourier(
            new Lazy<ISafeFetcher>(provider.GetRequiredService<ISafeFetcher>),
            provider.GetRequiredService<IOptions<WebhookOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
