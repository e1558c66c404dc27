namespace Triad.Inference.Packages;

/// <summary>What model.json, format 1, says of a package of any kind. The other fields are its kind's. See docs/model-package.md.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Licence">Licence of the weights.</param>
/// <param name="Origin">Where the weights come from.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of every other file, by name.</param>
internal sealed record ModelManifest(string Id, string Kind, string Licence, string Origin, IReadOnlyDictionary<string, string> Sha256)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "model.json";

    /// <summary>The format that this version reads.</summary>
    public const int Format = 1;

    /// <summary>
    /// Lower-case hexadecimal SHA-256 of the model.json of each package that lies inside this one, by its folder below <c>members</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();
}
