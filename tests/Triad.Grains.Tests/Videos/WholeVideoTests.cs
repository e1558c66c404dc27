using System.Collections.Immutable;
using System.Numerics.Tensors;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.LongInput;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Embedding;
using Triad.Testing.Media;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Videos;

public sealed class WholeVideoTests
{
    public static TheoryData<LongInputStrategy> Strategies => [.. Enum.GetValues<LongInputStrategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Upload_OfAnyStrategy_IsFoundAsAWhole(LongInputStrategy strategy)
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "5 red car", longInput: strategy));
        Value(await platform.UploadAsync("acme", "cat", "1 black cat", longInput: strategy));
        var car = await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);
        await platform.WaitAsync("acme", "cat", VideoStatus.Ready, VideoStatus.Failed);

        var whole = (await VectorsAsync(platform, "car", VectorPoint.WholeVideo)).Single();
        var hits = Value(await SearchAsync(platform, VectorLevel.Video, Stored("car"))).Hits;
        var segments = Value(await SearchAsync(platform, VectorLevel.Segment, Stored("car"))).Hits;

        Assert.Equal((strategy, "v a va"), (car.Whole!.Strategy, string.Join(' ', car.Whole.Representations.Select(name => name.Value).OrderBy(name => name.Length).ThenByDescending(name => name))));
        Assert.Equal(["car", "cat"], hits.Select(hit => hit.VideoId.Value));
        Assert.Equal((VectorPoint.WholeVideo, TimeSpan.Zero, TimeSpan.FromSeconds(40)), (hits[0].Segment.Index, hits[0].Segment.Start, hits[0].Segment.End));
        Assert.Equal(1, hits[0].Score, 5);
        Assert.Equal([0, 1, 2, 3, 4], segments.Where(hit => hit.VideoId.Value == "car").Select(hit => hit.Segment.Index).Order());
        Assert.Equal("va", Assert.Single(whole.Vectors, vector => vector.IsFull).Representation.Value);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Upload_OfOneSegment_HasTheSegmentsVectors(LongInputStrategy strategy)
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car", "1\n00:00:00,000 --> 00:00:04,000\na red car\n", longInput: strategy));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);

        var segment = (await VectorsAsync(platform, "car", 0)).Single().Vectors;
        var whole = (await VectorsAsync(platform, "car", VectorPoint.WholeVideo)).Single().Vectors;

        Assert.Equal(segment.Select(vector => (vector.Representation, vector.IsFull)), whole.Select(vector => (vector.Representation, vector.IsFull)));
        foreach (var (one, other) in segment.Zip(whole))
            Assert.InRange(TensorPrimitives.Distance<float>(one.Vector.AsSpan(), other.Vector.AsSpan()), 0, 1e-5f);
    }

    [Fact]
    public async Task Upload_ThatAsksForNothing_TakesThePackagesWay()
    {
        await using var platform = await StartAsync(configure: services => services.AddSingleton<IModelCatalog>(Catalog(model =>
            model with { LongInput = new LongInputPolicy(LongInputStrategy.MaxPool, 8) })));
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "own", "20 long film"));
        Value(await platform.UploadAsync("acme", "other", "20 long film", longInput: LongInputStrategy.Average));

        var own = await platform.WaitAsync("acme", "own", VideoStatus.Ready);
        var other = await platform.WaitAsync("acme", "other", VideoStatus.Ready);

        Assert.Equal((LongInputStrategy.MaxPool, 8), (own.Whole!.Strategy, own.Whole.TokenCount));
        Assert.Equal((LongInputStrategy.Average, 0), (other.Whole!.Strategy, other.Whole.TokenCount));
    }

    [Fact]
    public async Task Upload_WholeOfMoreThanTheLimit_FailsByItsName()
    {
        await using var platform = await StartAsync(configure: services => services.AddSingleton<IModelCatalog>(Catalog(model =>
            model with { MaxTokensPerItem = 30 })));
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "long", "20 long film", longInput: LongInputStrategy.Whole));
        Value(await platform.UploadAsync("acme", "short", "15 short film", longInput: LongInputStrategy.Whole));

        var failed = await platform.WaitAsync("acme", "long", VideoStatus.Failed, VideoStatus.Ready);
        var ready = await platform.WaitAsync("acme", "short", VideoStatus.Failed, VideoStatus.Ready);

        Assert.Equal(ErrorReason.LimitExceeded, failed.Failure?.Reason);
        Assert.Contains("Triad:Inference:MaxTokensPerItem is 30", failed.Failure!.Message, StringComparison.Ordinal);
        Assert.NotNull(failed.Failure.Remedy);
        Assert.Equal((VideoStatus.Ready, 30), (ready.Status, ready.Whole?.TokenCount));
        Assert.DoesNotContain(Value(await SearchAsync(platform, VectorLevel.Video, Text("x"))).Hits, hit => hit.VideoId.Value == "long");
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task Restart_InTheMiddle_EndsWithTheSameVectors(LongInputStrategy strategy)
    {
        var folder = Directory.CreateTempSubdirectory("triad-whole-").FullName;
        var stuck = ScriptedDecoder.StuckBefore(8, out var reached);
        await using (var platform = await StartAsync(folder, stuck))
        {
            await platform.OnboardAsync("acme");
            Value(await platform.UploadAsync("acme", "long", "12 long film", longInput: strategy));
            await reached.WithinAsync("the decoder to reach the segment");
        }

        await using (var platform = await StartAsync(folder))
        {
            Assert.Equal(12, (await platform.WaitAsync("acme", "long", VideoStatus.Ready)).SegmentCount);
            Value(await platform.UploadAsync("acme", "undisturbed", "12 long film", longInput: strategy));
            await platform.WaitAsync("acme", "undisturbed", VideoStatus.Ready);

            var found = (await VectorsAsync(platform, "long", VectorPoint.WholeVideo)).Single().Vectors;
            var wanted = (await VectorsAsync(platform, "undisturbed", VectorPoint.WholeVideo)).Single().Vectors;
            Assert.Equal(wanted.SelectMany(vector => vector.Vector), found.SelectMany(vector => vector.Vector));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Delete_OfAVideo_RemovesItAsAWhole()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        await platform.OnboardAsync("other");
        Value(await platform.UploadAsync("acme", "car", "3 red car"));
        Value(await platform.UploadAsync("other", "car", "3 red car"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        await platform.WaitAsync("other", "car", VideoStatus.Ready);

        Assert.Null((await platform.Video("acme", "car").DeleteAsync(default)).Error);

        Assert.Empty(Value(await SearchAsync(platform, VectorLevel.Video, Text("x"))).Hits);
        Assert.Empty(await VectorsAsync(platform, "car", VectorPoint.WholeVideo));
        var other = Value(await platform.Grains.Search().SearchAsync(RequestOf("other", Text("x")) with { Level = VectorLevel.Video }, default));
        Assert.Equal("car", Assert.Single(other.Hits).VideoId.Value);
    }

    [Fact]
    public async Task Search_ForVideosAsAWhole_AppliesFiltersAndTargets()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        foreach (var video in new[] { "car", "cat", "dog" })
        {
            Value(await platform.UploadAsync("acme", video, $"2 {video}"));
            await platform.WaitAsync("acme", video, VideoStatus.Ready);
        }

        var filter = Filter.Everything with
        {
            Must = [new MetadataMatch("name", [MetadataValue.Of("cat")])],
        };
        var request = RequestOf("acme", Text("x")) with { Level = VectorLevel.Video, Filter = filter, Targets = [RepresentationName.Of(Modalities.Audio)] };
        var hits = Value(await platform.Grains.Search().SearchAsync(request, default)).Hits;

        var hit = Assert.Single(hits);
        Assert.Equal(("cat", "a", VectorPoint.WholeVideo), (hit.VideoId.Value, hit.Representation.Value, hit.Segment.Index));
    }

    private static HashModelCatalog Catalog(Func<ModelInfo, ModelInfo> change) => new(new HashEmbedder { Model = change(new HashEmbedder().Model) });

    private static Task<Core.Errors.Result<SearchAnswer>> SearchAsync(Platform platform, VectorLevel level, SearchPart part) =>
        platform.Grains.Search().SearchAsync(RequestOf("acme", part) with { Level = level }, default);

    private static async Task<ImmutableArray<ShardPoint>> VectorsAsync(Platform platform, string video, int segment)
    {
        var shard = Value(await platform.Tenant("acme").GetAsync(default)).ShardCount;
        Assert.Equal(1, shard);
        var grain = platform.Grains.IndexShard(new ShardId(TenantId.From("acme"), 0));
        var all = new List<ShardPoint>();
        for (var generation = 1; generation <= 2; generation++)
            all.AddRange(Value(await grain.GetAsync(VideoId.From(video), generation, segment, default)));
        return [.. all];
    }
}
