namespace Triad.Inference.Hub.Downloads;

/// <summary>A model that can be had by its name.</summary>
/// <param name="Name">Its name, which its package gets too.</param>
/// <param name="Summary">What it is, in a sentence.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Variants">The variants that are offered; the first is taken where none is asked for.</param>
/// <param name="Bytes">About how much is downloaded of the first variant.</param>
/// <param name="MemoryBytes">About how much memory it takes while it serves.</param>
/// <param name="Good">What it is good at.</param>
/// <param name="Bad">What it cannot.</param>
/// <param name="Sources">Where it comes from; the first that can be reached is taken.</param>
public sealed record OfferedModel(
    string Name,
    string Summary,
    OfferedLicence Licence,
    IReadOnlyList<HubVariant> Variants,
    long Bytes,
    long MemoryBytes,
    IReadOnlyList<string> Good,
    IReadOnlyList<string> Bad,
    IReadOnlyList<OfferedSource> Sources)
{
    /// <summary>What a machine needs to index footage with it in good time; null where it is not for footage by itself.</summary>
    public FootageNeed? Footage { get; init; }
}
