using Triad.Core.Modality;

namespace Triad.Core.Usage;

/// <summary>What an amount of usage is told apart by; empty where that does not apply. Printable ASCII without spaces.</summary>
/// <param name="Modality">What was embedded: t, v, a and their combinations.</param>
/// <param name="Package">The model package.</param>
/// <param name="Source">What it was done for.</param>
public readonly record struct UsageLabels(string Modality, string Package, string Source) : IComparable<UsageLabels>
{
    /// <summary>No labels.</summary>
    public static UsageLabels None { get; } = new(string.Empty, string.Empty, string.Empty);

    /// <summary>Labels of an embedding.</summary>
    public static UsageLabels Of(Modalities modality, string package, string source) => new(modality.ToName(), package, source);

    /// <summary>Labels of a thing that one package did.</summary>
    public static UsageLabels OfPackage(string package, string source = "") => new(string.Empty, package, source);

    /// <summary>By source, modality and package.</summary>
    public int CompareTo(UsageLabels other)
    {
        var source = string.CompareOrdinal(Source, other.Source);
        if (source != 0)
            return source;
        var modality = string.CompareOrdinal(Modality, other.Modality);
        return modality != 0 ? modality : string.CompareOrdinal(Package, other.Package);
    }
}
