using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Vectors;
using Triad.Vectors.Rows;

namespace Triad.Benchmarks.Search;

/// <summary>An embedded index in a folder of its own, which goes with it.</summary>
internal sealed class FilledIndex : IDisposable
{
    /// <summary>The metadata of a video that says which of a thousand parts it belongs to.</summary>
    public const string Part = "part";

    /// <summary>How many parts there are.</summary>
    public const int Parts = 1000;

    private const int SegmentsOfVideo = 16;
    private const int PointsOfWrite = 1024;

    private static readonly SpaceId Space = SpaceId.From("bench@0123456789abcdef");
    private static readonly RepresentationName Fused = RepresentationName.Of(Modalities.All);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-bench-vectors-");
    private EmbeddedVectorIndex _index;

    public FilledIndex(Action<EmbeddedVectorIndexOptions> configure)
    {
        Options = new EmbeddedVectorIndexOptions { Folder = _folder.FullName, MaxResidentBytes = long.MaxValue };
        configure(Options);
        _index = Open();
    }

    public EmbeddedVectorIndexOptions Options { get; }

    public EmbeddedVectorIndex Index => _index;

    public static ShardId Shard(string tenant) => new(TenantId.From(tenant), 0);

    /// <summary>Writes a shard of so many rows.</summary>
    public Task FillAsync(ShardId shard, int rows, int dimension, MadeVectors vectors, CancellationToken cancellationToken) =>
        FillAsync(_index, shard, rows, dimension, vectors, cancellationToken);

    /// <summary>Writes a shard of so many rows into any index.</summary>
    public static async Task FillAsync(
        IVectorWriter writer, ShardId shard, int rows, int dimension, MadeVectors vectors, CancellationToken cancellationToken)
    {
        IReadOnlyList<RepresentationShape> shapes = [new(RepresentationName.Full, dimension), new(Fused, dimension)];
        _ = (await writer.OpenAsync(shard, Space, shapes, 1, cancellationToken)).Value;
        foreach (var points in Points(rows, vectors).Chunk(PointsOfWrite))
            _ = (await writer.UpsertAsync(shard, 1, points, cancellationToken)).Value;
    }

    /// <summary>Closes the files and forgets what was read from them.</summary>
    public void Reopen()
    {
        _index.Dispose();
        _index = Open();
    }

    public static VectorQuery Query(ShardId shard, float[] vector, int limit, Filter? filter = null) =>
        new(shard, Space, [new(RepresentationName.Full, vector)], filter ?? Filter.Everything, [], HitGrouping.Segment, limit);

    public async Task<IReadOnlyList<VectorHit>> SearchAsync(VectorQuery query, CancellationToken cancellationToken) =>
        (await _index.SearchAsync(query, cancellationToken)).Value.Legs[0];

    /// <summary>How long a search takes.</summary>
    public async Task<double> MillisecondsAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        _ = (await _index.SearchAsync(query, cancellationToken)).Value;
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The rows that a search reads.</summary>
    public async Task<List<ChunkView>> ViewsAsync(ShardId shard, CancellationToken cancellationToken)
    {
        var snapshot = (await _index.SnapshotAsync(shard, cancellationToken))!;
        return snapshot.Select(Partition.Of(RepresentationName.Full, snapshot.Representations, VectorLevel.Segment));
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Delete(recursive: true);
    }

    private EmbeddedVectorIndex Open() =>
        new(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System, NullLogger<EmbeddedVectorIndex>.Instance);

    private static IEnumerable<VectorPoint> Points(int rows, MadeVectors vectors)
    {
        for (var video = 0; video * SegmentsOfVideo < rows; video++)
        {
            var metadata = ImmutableDictionary<string, MetadataValue>.Empty.Add(Part, MetadataValue.Of(video % Parts));
            var segments = Math.Min(SegmentsOfVideo, rows - (video * SegmentsOfVideo));
            foreach (var (segment, vector) in vectors.Video(segments).Index())
            {
                var span = new TimeRange(TimeSpan.FromSeconds(segment * 8), TimeSpan.FromSeconds((segment * 8) + 8));
                var subject = new FilterSubject(
                    VideoId.From($"video-{video}"), span, TimeSpan.FromSeconds(segments * 8), Modalities.All, metadata);
                yield return new VectorPoint(1, segment, subject, [new NamedVector(Fused, vector, IsFull: true)]);
            }
        }
    }
}
