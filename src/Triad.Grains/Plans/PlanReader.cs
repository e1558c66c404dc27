using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Plans;

namespace Triad.Grains.Plans;

/// <summary>
/// The plans as this silo knows them: never older than two seconds where the grain that has them answers, so that a changed plan binds its tenants in time
/// without a call to any of them. Where it does not answer, what is known goes on to bind.
/// </summary>
internal sealed class PlanReader(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private volatile Known? _known;
    private Task? _reading;

    /// <summary>True where what is known is young enough.</summary>
    public bool IsFresh => _known is { } known && time.GetElapsedTime(known.At) < ValidFor;

    /// <summary>What a plan gives; null where it is not known.</summary>
    public PlanTerms? Find(string plan) => _known?.Terms.GetValueOrDefault(plan);

    /// <summary>Makes sure that what is known is young enough; all who need it at a time wait for one call.</summary>
    /// <exception cref="StorageException">Nothing is known yet, and the plans cannot be read.</exception>
    public async Task RefreshAsync()
    {
        Task reading;
        lock (_lock)
            reading = _reading is { IsCompleted: false } running ? running : _reading = ReadAsync();
        try
        {
            await reading;
        }
        catch (Exception fault) when (_known is not null && fault is TimeoutException or Orleans.Runtime.OrleansException or StorageException)
        {
            // What is known goes on to bind.
        }
    }

    private async Task ReadAsync()
    {
        var at = time.GetTimestamp();
        var known = _known;
        var read = await grains.Plans().ReadAsync(known?.Version ?? -1, CancellationToken.None);
        if (!read.IsOk)
            throw new StorageException(read.Error);
        _known = known is not null && read.Value.Version == known.Version
            ? known with { At = at }
            : new Known(read.Value.Version, read.Value.Plans.ToImmutableDictionary(plan => plan.PlanId.Value, plan => plan.Terms, StringComparer.Ordinal), at);
    }

    private sealed record Known(long Version, ImmutableDictionary<string, PlanTerms> Terms, long At);
}
