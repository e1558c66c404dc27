using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Encryption;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Webhooks;
using Triad.Grains.Webhooks;
using Triad.Media.Fetching;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>Platforms whose webhooks reach this machine, and do not wait long.</summary>
internal static class WebhookWorld
{
    public static TenantId Acme { get; } = TenantId.From("acme");

    public static Task<Platform> StartAsync(
        string? folder = null, bool ingest = false, Action<WebhookOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        Platform.StartAsync(folder, ingest: ingest, configure: all =>
        {
            all.AddSingleton<IDataKeys, TestDataKeys>();
            services?.Invoke(all);
            all.AddTriadFetching(options => (options.AllowHttp, options.AllowedNetworks, options.Ports) = (true, ["127.0.0.0/8"], ["1-65535"]));
            all.Configure<WebhookOptions>(options =>
            {
                (options.RetrySeconds, options.Jitter, options.TimeoutSeconds) = ([0.01, 0.01], 0, 1);
                configure?.Invoke(options);
            });
        });

    public static IWebhookGrain Webhooks(this Platform platform, TenantId? tenant = null) => platform.Grains.Webhooks(tenant ?? Acme);

    public static async Task<IssuedWebhook> CreateAsync(this Platform platform, string url, ImmutableArray<string>? types = null, TenantId? tenant = null) =>
        Value(await platform.Webhooks(tenant).CreateAsync(new CreateWebhook("", url, types ?? []), default));

    /// <summary>Waits until a webhook has a delivery in a state.</summary>
    public static async Task<WebhookDelivery> WaitAsync(this Platform platform, string webhook, WebhookDeliveryState state, TenantId? tenant = null)
    {
        using var patience = new CancellationTokenSource(DeadlineExtensions.Patience);
        while (true)
        {
            var found = Value(await platform.Webhooks(tenant).DeliveriesAsync(webhook, state, null, 1, patience.Token));
            if (!found.IsEmpty)
                return found[0];
        }
    }
}
