namespace Triad.Inference.Hub;

/// <summary>A folder that a package is to be made of.</summary>
/// <param name="Source">The hub's folder.</param>
/// <param name="Target">The package's folder, which must not be there yet. Its name becomes the package's id.</param>
/// <param name="Variant">The variant of the graphs.</param>
public sealed record ImportRequest(string Source, string Target, HubVariant Variant)
{
    /// <summary>Where the files come from; null for the folder's name.</summary>
    public string? Origin { get; init; }

    /// <summary>Numbers that a vector keeps, the first ones; null for all. Only for models that were trained for it.</summary>
    public int? Dimensions { get; init; }

    /// <summary>The licence of the weights; null for what the folder's README states.</summary>
    public string? Licence { get; init; }
}
