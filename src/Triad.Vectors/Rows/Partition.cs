using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Vectors.Rows;

/// <summary>
/// Numbers the representation sets of a shard: one for each mask, for each whether it is the full one, and whether of segments or of whole videos, so
/// that the rows that a search asks for always lie side by side.
/// </summary>
internal static class Partition
{
    private const int OfOneLevel = ((int)Modalities.All + 1) * 2;

    public const int Count = OfOneLevel * 2;

    public static int Of(Modalities representation, bool isFull, VectorLevel level) =>
        ((int)level * OfOneLevel) + ((int)representation * 2) + (isFull ? 1 : 0);

    /// <summary>The sets of a level that hold the representations; where none is named, the full ones.</summary>
    public static IEnumerable<int> Of(IReadOnlyCollection<Modalities> representations, VectorLevel level)
    {
        if (representations.Count == 0)
            return ModalitiesExtensions.NonEmpty.Select(mask => Of(mask, isFull: true, level));
        return representations.Distinct().SelectMany(mask => new[] { Of(mask, isFull: true, level), Of(mask, isFull: false, level) });
    }
}
