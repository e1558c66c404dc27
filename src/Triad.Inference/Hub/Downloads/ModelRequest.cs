namespace Triad.Inference.Hub.Downloads;

/// <summary>A model that is wanted.</summary>
/// <param name="Model">The model.</param>
/// <param name="Models">The folder that its package goes into.</param>
public sealed record ModelRequest(OfferedModel Model, string Models)
{
    /// <summary>The variant; null for the first that is offered.</summary>
    public HubVariant? Variant { get; init; }

    /// <summary>Where to take it from in place of its sources: an address, or a folder; null for its sources.</summary>
    public string? From { get; init; }

    /// <summary>Hosts that redirects may lead to beside those that are known.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether the user agrees to the licence.</summary>
    public bool AcceptsLicence { get; init; }

    /// <summary>A token of the hub, which it alone is sent; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>A token of the mirror that <see cref="From"/> names; null for none.</summary>
    public string? MirrorToken { get; init; }

    /// <summary>The feed of NuGet packages; null for nuget.org.</summary>
    public string? Feed { get; init; }

    /// <summary>The catalogue, in which parts of a package are found.</summary>
    public IReadOnlyList<OfferedModel> Catalogue { get; init; } = OfferedModels.Shipped;

    /// <summary>The folder that has what earlier downloads recorded, where it is not that of the packages.</summary>
    internal string? PinsFolder { get; init; }
}
