using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Routing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Embedding;
using Triad.Testing.Indexing;

namespace Triad.Grains.Tests.Searches.Frozen;

/// <summary>A tenant's videos, written to its shards as ingests do, and what of them is to be found.</summary>
internal sealed class ShardLibrary(IGrainFactory grains, string tenant, int shards, int seed)
{
    private static readonly SpaceId Space = new HashEmbedder().Model.Space;

    private readonly RandomPoints _points = new(seed, HashEmbedder.Dimension);
    private readonly Dictionary<string, int> _last = [];
    private readonly Dictionary<string, int> _live = [];

    public TenantId Tenant { get; } = TenantId.From(tenant);

    /// <summary>The videos that can be found, and their generations.</summary>
    public IReadOnlyDictionary<string, int> Live => _live;

    /// <summary>A vector to ask with.</summary>
    public ImmutableArray<float> Vector() => [.. _points.Vector()];

    /// <summary>Writes a generation of a video and does not publish it.</summary>
    public async Task StageAsync(string video, int segments)
    {
        var generation = _last[video] = _last.GetValueOrDefault(video) + 1;
        var points = _points.Video(video, generation, segments);
        ImmutableArray<RepresentationShape> shapes = [.. RandomPoints.Shapes(HashEmbedder.Dimension)];
        Ok(await ShardOf(video).StageAsync(VideoId.From(video), generation, Space, shapes, default));
        foreach (var point in points)
        {
            // One at a time, so that a search may see some of them.
            var subject = point.Subject;
            var segment = new VideoSegment(point.Segment, subject.Span.Start, subject.Span.End, subject.Mask, string.Empty);
            var vectors = point.Vectors.Select(own => new RepresentationVector(own.Name, own.IsFull, [.. own.Vector.Span]));
            ImmutableArray<SegmentVectors> segmentVectors = [new SegmentVectors(segment, [.. vectors])];
            var upsert = new UpsertSegments(subject.Video, generation, subject.VideoDuration, segmentVectors, subject.Metadata);
            Ok(await ShardOf(video).UpsertAsync(upsert, default));
        }
    }

    /// <summary>Publishes the last generation of a video in place of the one that is live.</summary>
    public async Task PublishAsync(string video)
    {
        var generation = _last[video];
        Ok(await ShardOf(video).PublishAsync(VideoId.From(video), generation, _live.GetValueOrDefault(video), default));
        _live[video] = generation;
    }

    public async Task PutAsync(string video, int segments)
    {
        await StageAsync(video, segments);
        await PublishAsync(video);
    }

    public async Task DeleteAsync(string video)
    {
        Ok(await ShardOf(video).RemoveAsync(VideoId.From(video), _last[video], default));
        _live.Remove(video);
    }

    public bool IsLive(string video, int generation) => _live.TryGetValue(video, out var live) && live == generation;

    private IIndexShardGrain ShardOf(string video) => grains.IndexShard(ShardRouter.Of(Tenant, VideoId.From(video), shards));

    private static void Ok(Result result) => Assert.True(result.IsOk, result.Error?.Message);

    private static void Ok(Result<long> result) => Assert.True(result.IsOk, result.Error?.Message);
}
