using System.Collections.Immutable;
using Triad.Vectors.Graphs;

namespace Triad.Vectors.Rows;

/// <summary>What a shard held after one write. Never changes; holding it costs nothing but memory.</summary>
/// <param name="Sequence">The write's sequence number.</param>
/// <param name="Representations">The representations that it has.</param>
/// <param name="Partitions">The rows of each set, by <see cref="Partition"/>.</param>
/// <param name="Numbers">The numbers of rows are below these.</param>
/// <param name="HasCodes">Whether the rows have codes.</param>
/// <param name="Graphs">The graphs of sets that have one.</param>
internal sealed record ShardSnapshot(
    long Sequence,
    RepresentationSet Representations,
    IReadOnlyList<ChunkView>[] Partitions,
    RowNumbers Numbers,
    bool HasCodes,
    ImmutableDictionary<int, RowGraph> Graphs)
{
    public static ShardSnapshot Empty(long sequence, RepresentationSet representations, bool hasCodes) =>
        new(
            sequence,
            representations,
            [.. Enumerable.Repeat(Array.Empty<ChunkView>(), Partition.Count(representations))],
            default,
            hasCodes,
            ImmutableDictionary<int, RowGraph>.Empty);

    /// <summary>The rows of some sets.</summary>
    public List<ChunkView> Select(IEnumerable<int> partitions) => [.. partitions.SelectMany(partition => Partitions[partition])];
}
