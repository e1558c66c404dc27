using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.ModelChanges;

/// <summary>How fast a library is embedded anew: from what was done between two looks at it.</summary>
internal sealed class ModelChangePace(TimeProvider time)
{
    private (long At, int Done)? _first;

    /// <summary>Takes note of what is done now.</summary>
    public void Note(ModelChangeCounts counts)
    {
        if (_first is null || counts.Done < _first.Value.Done)
            _first = (time.GetTimestamp(), counts.Done);
    }

    /// <summary>How long the rest takes; null where that cannot be told yet.</summary>
    public TimeSpan? EtaOf(ModelChangeCounts counts)
    {
        if (counts.Waiting == 0)
            return TimeSpan.Zero;
        return _first is { } first && counts.Done > first.Done
            ? time.GetElapsedTime(first.At) / (counts.Done - first.Done) * counts.Waiting
            : null;
    }
}
