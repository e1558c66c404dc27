using System.Text.Json.Nodes;
using Triad.Inference.Packages;

namespace Triad.Inference.Hub;

/// <summary>All that goes into a package that is to be written.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Licence">Licence of the weights.</param>
/// <param name="Origin">Where they come from.</param>
/// <param name="Fields">The kind's fields of model.json.</param>
internal sealed record PackageParts(string Kind, string Licence, string Origin, JsonObject Fields)
{
    /// <summary>Files that are copied; their sources are paths.</summary>
    public IReadOnlyList<HubFile> Files { get; init; } = [];

    /// <summary>Files that are written anew, by name.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> Contents { get; init; } = [];

    /// <summary>Packages that are copied inside of it, by name.</summary>
    public IReadOnlyList<(string Name, PackageContent Package)> Members { get; init; } = [];
}
