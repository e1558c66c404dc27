namespace Triad.Client;

/// <summary>
/// Holds where all of <see cref="Must"/>, at least one of <see cref="Should"/> (if there are any) and none of <see cref="MustNot"/> hold.
/// At most 64 conditions, nested at most 4 deep.
/// </summary>
public sealed record SearchFilter
{
    /// <summary>All of these hold.</summary>
    public IReadOnlyList<FilterCondition> Must { get; init; } = [];

    /// <summary>At least one of these holds, if there are any.</summary>
    public IReadOnlyList<FilterCondition> Should { get; init; } = [];

    /// <summary>None of these holds.</summary>
    public IReadOnlyList<FilterCondition> MustNot { get; init; } = [];

    /// <summary>A filter of conditions that must all hold.</summary>
    /// <param name="conditions">The conditions.</param>
    public static SearchFilter All(params FilterCondition[] conditions) => new() { Must = conditions };

    internal V1.Filter ToWire() => new()
    {
        Must = { Must.Select(condition => condition.Wire) },
        Should = { Should.Select(condition => condition.Wire) },
        MustNot = { MustNot.Select(condition => condition.Wire) },
    };
}
