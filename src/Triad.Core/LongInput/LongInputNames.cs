namespace Triad.Core.LongInput;

/// <summary>The names of the strategies, as model.json and users write them.</summary>
public static class LongInputNames
{
    private static readonly string[] Names = ["average", "whole", "uniform", "max_pool"];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>A strategy's name.</summary>
    public static string ToName(this LongInputStrategy strategy) => Names[(int)strategy];

    /// <summary>The strategy of a name; null where there is none.</summary>
    public static LongInputStrategy? Parse(string? name) => Array.IndexOf(Names, name) is var index and >= 0 ? (LongInputStrategy)index : null;
}
