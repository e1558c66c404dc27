namespace Triad.Inference.Hub.Downloads;

/// <summary>A member of a package that is made here of several: another model, or a classifier by the words of one.</summary>
/// <param name="Member">Its name in the package.</param>
/// <param name="Model">The model of the catalogue that it is, or whose words it uses.</param>
/// <param name="Weight">How much its scores count.</param>
public sealed record OfferedPart(string Member, string Model, double Weight)
{
    /// <summary>The classifier's graph, a file that the user brings; null where the member is the model itself.</summary>
    public string? Classifier { get; init; }

    /// <summary>The file of the classifier's labels.</summary>
    public string? Labels { get; init; }

    /// <summary>The earlier part whose background it takes; null for an own one.</summary>
    public string? BackgroundOf { get; init; }

    /// <summary>The licence of graph and labels.</summary>
    public string Licence { get; init; } = "";

    /// <summary>Where graph and labels come from, for people.</summary>
    public string Origin { get; init; } = "";
}
