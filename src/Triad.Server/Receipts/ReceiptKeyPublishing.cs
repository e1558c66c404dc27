using Triad.Core.Errors;
using Triad.Grains.Hosting;

namespace Triad.Server.Receipts;

/// <summary>Publishes the key of receipts when the process is up, so that it can be fetched before there is a receipt.</summary>
internal sealed class ReceiptKeyPublishing(ReceiptSigner signer, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken);
        while (!(await TryAsync(stoppingToken)).IsOk)
            await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<Result> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await signer.PublishAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
        {
            return new Error(ErrorReason.Unavailable, failure.Message);
        }
    }
}
