using Triad.Core.Modality;

namespace Triad.Vectors.Rows;

/// <summary>
/// Numbers the representation sets of a shard: one for each mask, and for each whether it is the segment's full one, so that
/// the rows that a search asks for always lie side by side.
/// </summary>
internal static class Partition
{
    public const int Count = ((int)Modalities.All + 1) * 2;

    public static int Of(Modalities representation, bool isFull) => ((int)representation * 2) + (isFull ? 1 : 0);

    /// <summary>The sets that hold the representations; where none is named, every segment's full one.</summary>
    public static IEnumerable<int> Of(IReadOnlyCollection<Modalities> representations)
    {
        if (representations.Count == 0)
            return ModalitiesExtensions.NonEmpty.Select(mask => Of(mask, isFull: true));
        return representations.Distinct().SelectMany(mask => new[] { Of(mask, isFull: true), Of(mask, isFull: false) });
    }
}
