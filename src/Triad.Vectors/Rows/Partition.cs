using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Vectors.Rows;

/// <summary>
/// Numbers the sets of rows of a shard: one for each representation, for each whether it is the full one of its point, and whether of segments or of whole
/// videos, so that the rows that a search asks for always lie side by side.
/// </summary>
internal static class Partition
{
    private const int OfOneRepresentation = 4;

    /// <summary>How many sets there are.</summary>
    public static int Count(RepresentationSet representations) => representations.Limit * OfOneRepresentation;

    /// <summary>The set of a row.</summary>
    public static int Of(Representation representation, bool isFull, VectorLevel level) =>
        (representation.Number * OfOneRepresentation) + ((int)level * 2) + (isFull ? 1 : 0);

    /// <summary>The sets of a level that hold a representation.</summary>
    public static IEnumerable<int> Of(RepresentationName name, RepresentationSet representations, VectorLevel level)
    {
        if (name == RepresentationName.Full)
            return representations.All.Select(representation => Of(representation, isFull: true, level));
        return representations.Find(name) is { } asked ? [Of(asked, isFull: true, level), Of(asked, isFull: false, level)] : [];
    }
}
