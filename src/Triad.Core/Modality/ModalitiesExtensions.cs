using System.Numerics;
using Triad.Core.Errors;

namespace Triad.Core.Modality;

/// <summary>Names, order and parts of modality masks.</summary>
public static class ModalitiesExtensions
{
    private static readonly string[] Names = ["", "t", "v", "tv", "a", "ta", "va", "tva"];

    /// <summary>The single modalities in their canonical order t, v, a, which is also the row order of the fusion graph.</summary>
    public static IReadOnlyList<Modalities> Singles { get; } = [Modalities.Text, Modalities.Video, Modalities.Audio];

    /// <summary>The seven non-empty masks.</summary>
    public static IReadOnlyList<Modalities> NonEmpty { get; } =
        [.. Enumerable.Range(1, 7).Select(bits => (Modalities)bits)];

    /// <summary>The canonical name: t, v, a, tv, ta, va or tva; empty for none.</summary>
    public static string ToName(this Modalities mask) => Names[(int)mask];

    /// <summary>How many modalities the mask has.</summary>
    public static int Count(this Modalities mask) => BitOperations.PopCount((uint)mask);

    /// <summary>True where the mask has every modality of another.</summary>
    public static bool Contains(this Modalities mask, Modalities other) => (mask & other) == other;

    /// <summary>The position 0, 1 or 2 of a single modality in the canonical order.</summary>
    public static int Index(this Modalities single) => BitOperations.TrailingZeroCount((uint)single);

    /// <summary>The single modalities of a mask in canonical order.</summary>
    public static IEnumerable<Modalities> Parts(this Modalities mask) => Singles.Where(single => mask.Contains(single));

    /// <summary>The mask of a canonical name; none where it is no such name.</summary>
    public static Modalities FromName(string name) => (Modalities)Math.Max(0, Array.IndexOf(Names, name, 1));

    /// <summary>Reads a canonical name.</summary>
    public static Result<Modalities> Parse(string? name, string field) => FromName(name ?? string.Empty) is var mask and not Modalities.None
        ? mask
        : Error.Invalid(field, name, "is not a representation", "Use one of t, v, a, tv, ta, va, tva.");
}
