using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Gateway.Erasure;

/// <summary>Begins the erasure of a tenant and reports on it; it goes on whether anybody listens or not.</summary>
internal sealed class TenantErasureDesk(IGrainFactory grains, IHostApplicationLifetime lifetime)
{
    /// <summary>Writes a message for every change, the last one with the receipt.</summary>
    public async Task FollowAsync(
        TenantId tenant, string requestedBy, IServerStreamWriter<V1.DeleteTenantProgress> messages, CancellationToken cancellationToken)
    {
        // A server that stops ends its streams: they would hold it up. The caller asks elsewhere.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var erasure = grains.TenantErasure(tenant);
        var progress = (await erasure.BeginAsync(requestedBy, cancellationToken)).OrThrow();
        var seen = 0L;
        while (true)
        {
            if (progress.Version != seen || progress.Receipt is not null)
                await messages.WriteAsync(ReceiptMapping.ToWire(progress), cancellationToken);
            if (progress.Receipt is not null)
                return;
            seen = progress.Version;
            progress = (await erasure.WatchAsync(seen, end.Token)).OrThrow();
        }
    }
}
