using System.Collections.Immutable;

namespace Triad.Testing.GrainState;

/// <summary>A state with members of every kind that states have.</summary>
public sealed record SampleState
{
    /// <summary>A text.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>A number.</summary>
    public long Count { get; init; }

    /// <summary>A number that may not be finite.</summary>
    public double Score { get; init; }

    /// <summary>An instant, or none.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A duration.</summary>
    public TimeSpan Length { get; init; }

    /// <summary>An enum.</summary>
    public DayOfWeek Day { get; init; }

    /// <summary>A list of records.</summary>
    public ImmutableArray<SampleItem> Items { get; init; } = [];

    /// <summary>A list that was never set.</summary>
    public ImmutableArray<byte> Bytes { get; init; }

    /// <summary>A dictionary.</summary>
    public ImmutableDictionary<string, SampleItem> ByName { get; init; } = ImmutableDictionary<string, SampleItem>.Empty;

    /// <summary>A set.</summary>
    public ImmutableHashSet<int> Numbers { get; init; } = [];
}
