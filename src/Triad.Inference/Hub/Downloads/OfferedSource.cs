using System.Text.Json.Nodes;

namespace Triad.Inference.Hub.Downloads;

/// <summary>One place that a model comes from.</summary>
/// <param name="Kind">The name of what fetches from there: hub, nuget, export or recipe.</param>
/// <param name="Place">The repository or package there.</param>
/// <param name="Revision">The branch, tag or version that the first download asks for.</param>
public sealed record OfferedSource(string Kind, string Place, string Revision)
{
    /// <summary>Files that are needed; <c>*</c> stands for anything but a slash, <c>{variant}</c> for the ending of a variant's files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Files that are taken where they are there.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>What becomes of the resources of a package's assembly: resource to file.</summary>
    public IReadOnlyDictionary<string, string> Resources { get; init; } = new Dictionary<string, string>();

    /// <summary>JSON files that are written where the source lacks them.</summary>
    public IReadOnlyDictionary<string, JsonNode> Adds { get; init; } = new Dictionary<string, JsonNode>();

    /// <summary>The members of a package that is made here of several.</summary>
    public IReadOnlyList<OfferedPart> Parts { get; init; } = [];

    /// <summary>What a user does by hand, a line each, where nothing can be fetched.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Kind and place, for people.</summary>
    public override string ToString() => Revision.Length == 0 ? $"{Kind} {Place}" : $"{Kind} {Place} at {Revision}";
}
