using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Telemetry;

namespace Triad.Grains.Telemetry;

/// <inheritdoc cref="IStorageMeterGrain"/>
/// <remarks>It reads the rows of the catalogs, and wakes nobody's grains. The gauges are those of the process that it lives in.</remarks>
internal sealed class StorageMeterGrain(
    ICatalogStore catalogs,
    GrainsInstruments instruments,
    IOptions<TelemetryOptions> options,
    TimeProvider time) : Grain, IStorageMeterGrain
{
    // Counting may cost a listing of all entries (Azure): it takes a twentieth of the time at most.
    private const int RestFactor = 20;

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async Task<Result> CountAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetUtcNow();
        if (begun < _next)
            return Result.Ok;
        var counted = await catalogs.TotalsAsync(cancellationToken);
        if (!counted.IsOk)
            return counted.Error;
        instruments.Counted(counted.Value);

        // A bit early: the processes' clocks tick when they will.
        var period = TimeSpan.FromSeconds(options.Value.StorageSeconds * 0.9);
        var rest = (time.GetUtcNow() - begun) * RestFactor;
        _next = begun + (rest > period ? rest : period);
        DelayDeactivation((_next - begun) * 2);
        return Result.Ok;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        instruments.ForgetCounts(); // Another process may count from now on.
        return Task.CompletedTask;
    }
}
