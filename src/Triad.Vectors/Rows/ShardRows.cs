using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Graphs;
using Triad.Vectors.Scanning;

namespace Triad.Vectors.Rows;

/// <summary>
/// A shard's rows in memory. One writer at a time applies writes that are durable already and publishes a snapshot after each;
/// readers take the snapshot and need no lock.
/// </summary>
internal sealed class ShardRows
{
    private const int FirstCapacity = 32;
    private const int ChunkBytes = 4 << 20;

    private readonly List<List<RowChunk>> _chunks = [];
    private readonly Dictionary<PointId, RowPlace> _live = [];
    private readonly Dictionary<(int Video, int Generation, int Segment), int> _segments = [];
    private readonly ConcurrentDictionary<VideoId, VideoRows> _videos = new();
    private readonly HashSet<int> _touched = [];
    private readonly bool _withCodes;
    private int _videoNumbers;
    private int _factNumbers;
    private ShardSnapshot _snapshot;
    private ImmutableDictionary<int, RowGraph> _graphs = ImmutableDictionary<int, RowGraph>.Empty;

    public ShardRows(RepresentationSet representations, long sequence, bool withCodes)
    {
        _withCodes = withCodes;
        Representations = representations;
        _snapshot = ShardSnapshot.Empty(sequence, representations, withCodes);
        MakeRoomFor(representations);
    }

    /// <summary>The representations that rows may have; for the writer.</summary>
    public RepresentationSet Representations { get; private set; }

    /// <summary>The newest published state.</summary>
    public ShardSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Rows that no new search sees.</summary>
    public int Dead { get; private set; }

    /// <summary>All rows, the dead ones included.</summary>
    public int Total { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Memory of the graphs.</summary>
    public long BytesOfGraphs => Snapshot.Graphs.Values.Sum(graph => graph.Bytes);

    /// <summary>The live row of a point; for the writer.</summary>
    public bool TryGetLive(PointId id, out RowPlace place) => _live.TryGetValue(id, out place);

    /// <summary>A video's rows, in no order; some may have ended. Safe to call beside the writer.</summary>
    public ReadOnlySpan<RowPlace> OfVideo(VideoId video) => _videos.TryGetValue(video, out var rows) ? rows.Places : [];

    /// <summary>Adds a row; a live row of the same point ends as replaced.</summary>
    public void Put(RowInfo info, ReadOnlySpan<float> vector, long sequence)
    {
        if (_live.TryGetValue(info.Id, out var old))
        {
            old.Chunk.MarkReplaced(old.Row, sequence);
            Dead++;
        }

        _live[info.Id] = Append(info, vector, sequence, RowChunk.Never);
    }

    /// <summary>Ends the live row of a vector that its point no longer has, as replaced: pages that were begun before still see it.</summary>
    public void Remove(PointId id, long sequence)
    {
        if (!_live.Remove(id, out var old))
            return;
        old.Chunk.MarkReplaced(old.Row, sequence);
        Dead++;
    }

    /// <summary>Takes on more representations, visible with the next <see cref="Publish"/>.</summary>
    public void Add(IReadOnlyList<Representation> representations)
    {
        Representations = Representations.With(representations);
        MakeRoomFor(Representations);
    }

    /// <summary>Ends a video's rows as deleted, replaced versions too: of one generation, or all.</summary>
    public void Delete(VideoId video, int? generation, long sequence)
    {
        if (!_videos.TryGetValue(video, out var rows))
            return;

        var kept = new VideoRows(rows.Number);
        foreach (var place in rows.Places)
        {
            if (generation is { } only && place.Info.Generation != only)
            {
                kept.Add(place);
                continue;
            }

            place.Chunk.MarkDeleted(place.Row, sequence);
            if (_live.TryGetValue(place.Info.Id, out var live) && live == place)
            {
                _live.Remove(place.Info.Id);
                Dead++;
            }
        }

        _videos[video] = kept;
    }

    /// <summary>Makes all that was put and deleted visible, as the state after the write with this sequence number.</summary>
    public void Publish(long sequence)
    {
        var partitions = new IReadOnlyList<ChunkView>[_chunks.Count];
        for (var partition = 0; partition < partitions.Length; partition++)
        {
            partitions[partition] = partition < _snapshot.Partitions.Length && !_touched.Contains(partition)
                ? _snapshot.Partitions[partition]
                : [.. _chunks[partition].Select(chunk => new ChunkView(chunk, chunk.Count))];
        }

        _touched.Clear();
        Volatile.Write(ref _snapshot, new ShardSnapshot(
            sequence,
            Representations,
            partitions,
            new RowNumbers(_videoNumbers, _segments.Count, _factNumbers),
            _withCodes,
            _graphs));
    }

    /// <summary>Gives a set of rows a graph, in place of the one that it has, and publishes it.</summary>
    public RowGraph Attach(int partition, GraphContent content)
    {
        var graph = new RowGraph(content, _chunks[partition], Find);
        _graphs = _graphs.SetItem(partition, graph);
        Publish(Snapshot.Sequence);
        return graph;

        RowPlace? Find(GraphKey key) =>
            _live.TryGetValue(key.Id, out var place)
            && PartitionOf(place.Info) == partition
            && GraphKey.ContentOf(place.Vector.Span) == key.Content
                ? place
                : null;
    }

    /// <summary>
    /// A copy without the rows that ended: the deleted ones, and those replaced at <paramref name="horizon"/> or before. Readers of older
    /// snapshots keep what they hold.
    /// </summary>
    public ShardRows Compact(long horizon)
    {
        var copy = new ShardRows(Representations, Snapshot.Sequence, _withCodes);
        foreach (var chunk in _chunks.SelectMany(chunks => chunks))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                var (created, replaced, deleted) = chunk.Life(row);
                if (deleted != RowChunk.Never || replaced <= horizon)
                    continue;
                var place = copy.Append(chunk.Info(row), chunk.Vector(row).Span, created, replaced);
                if (replaced == RowChunk.Never)
                    copy._live[place.Info.Id] = place;
                else
                    copy.Dead++;
            }
        }

        copy.Publish(Snapshot.Sequence);
        foreach (var (partition, graph) in _graphs)
            copy.Attach(partition, graph.Content);
        return copy;
    }

    private RowPlace Append(RowInfo info, ReadOnlySpan<float> vector, long created, long replaced)
    {
        if (!_videos.TryGetValue(info.Subject.Video, out var video))
            _videos[info.Subject.Video] = video = new VideoRows(_videoNumbers++);
        var (facts, interned) = video.Intern(info, ref _factNumbers);
        var numbers = new RowNumbers(video.Number, SegmentNumber((video.Number, info.Generation, info.Segment)), facts);
        var partition = PartitionOf(info);
        var chunk = Room(_chunks[partition], info.Representation.Dimension);
        var place = new RowPlace(chunk, chunk.Append(interned, vector, numbers, created, replaced));
        video.Add(place);
        _touched.Add(partition);
        Total++;
        return place;
    }

    private static int PartitionOf(RowInfo info) => Partition.Of(info.Representation, info.IsFull, VectorPoint.LevelOf(info.Segment));

    private RowChunk Room(List<RowChunk> chunks, int dimension)
    {
        if (chunks is [.., var last] && last.Count < last.Capacity)
            return last;
        var stride = RowKernel.Stride(dimension);
        var most = Math.Max(1, ChunkBytes / (stride * sizeof(float)));
        var chunk = new RowChunk(
            dimension, stride, Math.Min(most, Math.Max(FirstCapacity, chunks.Sum(full => full.Capacity))), _withCodes);
        chunks.Add(chunk);
        Bytes += chunk.Bytes;
        return chunk;
    }

    private int SegmentNumber((int Video, int Generation, int Segment) key)
    {
        if (!_segments.TryGetValue(key, out var number))
            _segments.Add(key, number = _segments.Count);
        return number;
    }

    private void MakeRoomFor(RepresentationSet representations)
    {
        while (_chunks.Count < Partition.Count(representations))
            _chunks.Add([]);
    }
}
