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

    /// <summary>The filter as JSON, as <c>triad.v1.Filter</c> is written in protobuf's JSON.</summary>
    public string ToJson() => Google.Protobuf.JsonFormatter.Default.Format(ToWire());

    /// <summary>Reads a filter of protobuf's JSON, for example <c>{"must":[{"metadata":{"key":"owner","equals":{"stringValue":"ann"}}}]}</c>.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="FormatException">It is no filter.</exception>
    public static SearchFilter FromJson(string json)
    {
        try
        {
            return FromWire(Google.Protobuf.JsonParser.Default.Parse<V1.Filter>(json));
        }
        catch (Google.Protobuf.InvalidProtocolBufferException problem)
        {
            throw new FormatException($"That is no filter: {problem.Message}", problem);
        }
    }

    internal static SearchFilter FromWire(V1.Filter wire) => new()
    {
        Must = [.. wire.Must.Select(FilterCondition.FromWire)],
        Should = [.. wire.Should.Select(FilterCondition.FromWire)],
        MustNot = [.. wire.MustNot.Select(FilterCondition.FromWire)],
    };

    internal V1.Filter ToWire() => new()
    {
        Must = { Must.Select(condition => condition.Wire) },
        Should = { Should.Select(condition => condition.Wire) },
        MustNot = { MustNot.Select(condition => condition.Wire) },
    };
}
