using Microsoft.Extensions.Time.Testing;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Testing.Indexing;
using Triad.Testing.Time;

namespace Triad.Vectors.Tests.Shards;

/// <summary>Readers beside writers, limits, and versions kept for begun pages.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    private const int Dimension = 32;
    private const int Segments = 7;

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly ShardId Shard = new(TenantId.From("tenant"), 0);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly EmbeddedVectorIndexFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Search_BesideAWriter_SeesEachWriteWhollyOrNotAtAll()
    {
        using var index = await Opened();
        var random = new RandomPoints(1, Dimension);
        var searches = 0;
        var writing = Task.Run(async () =>
        {
            // As long as the reader needs: on a busy machine sixty rounds can pass within its first search.
            for (var round = 0; round < 60 || Volatile.Read(ref searches) < 20; round++)
            {
                Assert.True((await index.UpsertAsync(Shard, 1, random.Video($"v{round % 6}", 1 + (round / 6), Segments), None)).IsOk);
                if (round >= 6)
                    Assert.True((await index.DeleteAsync(Shard, 1, VideoId.From($"v{round % 6}"), round / 6, None)).IsOk);
            }
        });

        while (!writing.IsCompleted)
        {
            var hits = (await index.SearchAsync(Query(random: new RandomPoints(searches, Dimension)), None)).Value;
            Interlocked.Increment(ref searches);
            foreach (var video in hits.Legs[0].GroupBy(hit => (hit.Subject.Video, hit.Generation)))
                Assert.Equal(Segments, video.Count());
        }

        await writing;
    }

    [Fact]
    public async Task Search_ThousandsAtOnce_AllEndWithTheRightAnswer()
    {
        using var index = await Opened();
        var random = new RandomPoints(2, Dimension);
        var points = Enumerable.Range(0, 30).SelectMany(video => random.Video($"v{video}", 1, Segments)).ToList();
        Assert.True((await index.UpsertAsync(Shard, 1, points, None)).IsOk);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3000).Select(async i =>
        {
            var wanted = points[i % points.Count];
            var hits = (await index.SearchAsync(Query(wanted.Full(), 1), None)).Value.Legs[0];
            return hits.Single().Score > 0.9999f;
        }));

        Assert.DoesNotContain(false, answers);
    }

    [Fact]
    public async Task Search_MoreThanMayWait_AreRefusedAsQueueFull()
    {
        using var index = await Opened(options =>
        {
            options.ScanThreads = 1;
            options.MaxQueuedSearches = 1;
        });
        var random = new RandomPoints(3, Dimension);
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("v", 1, 2000), None)).IsOk);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => index.SearchAsync(Query(random.Vector(), 2000), None)));

        Assert.Contains(answers, answer => answer.IsOk);
        var refused = answers.Where(answer => !answer.IsOk).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(ErrorReason.QueueFull, answer.Error!.Reason));
        Assert.All(refused, answer => Assert.NotNull(answer.Error!.RetryAfter));
    }

    [Fact]
    public async Task Wait_MoreThanMayWait_AreRefusedAsQueueFull()
    {
        var time = new WatchedTime();
        using var index = await Opened(options => options.MaxWaiters = 2, time);

        var waiting = new[] { Wait(), Wait() };
        await time.TimersAsync(2).WithinAsync("both searches to wait");
        var third = await Wait();
        time.Advance(TimeSpan.FromSeconds(11));
        var first = await Task.WhenAll(waiting);

        Assert.Equal(ErrorReason.QueueFull, third.Error?.Reason);
        Assert.All(first, result => Assert.Equal(ErrorReason.TimedOut, result.Error?.Reason));

        Task<Result> Wait() => index.WaitAsync(Shard, 1, TimeSpan.FromSeconds(10), None);
    }

    [Fact]
    public async Task Search_PageBegunBeforeAReplacement_SeesTheOldVersionForItsLife()
    {
        var time = new FakeTimeProvider();
        using var index = await Opened(time: time);
        var random = new RandomPoints(4, Dimension);
        var points = random.Video("v", 1, 3000).ConvertAll(point => point.WithOnlyFull(random.Vector()));
        var begun = (await index.UpsertAsync(Shard, 1, points, None)).Value;
        var changed = points.ConvertAll(point => point.WithOnlyFull(random.Vector()));
        Assert.True((await index.UpsertAsync(Shard, 1, changed, None)).IsOk);

        var old = await Best(points[0].Full(), begun);
        var current = await Best(points[0].Full(), null);
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("w", 1, 1), None)).IsOk);
        var afterLife = (await index.SearchAsync(Query(points[0].Full()) with { AsOf = begun }, None)).Value;

        Assert.Equal((points[0].Segment, 1f), (old.Segment, MathF.Round(old.Score, 4)));
        Assert.True(current.Score < 0.99f);
        Assert.Equal(0, afterLife.Candidates);
        Assert.True((await Best(changed[5].Full(), null)).Score > 0.9999f);

        async Task<VectorHit> Best(ReadOnlyMemory<float> vector, long? asOf) =>
            (await index.SearchAsync(Query(vector, 1) with { AsOf = asOf }, None)).Value.Legs[0].Single();
    }

    [Fact]
    public async Task Delete_MostOfAShard_GivesTheMemoryBackAndKeepsTheRest()
    {
        using var index = await Opened();
        var random = new RandomPoints(5, Dimension);
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("large", 1, 4000), None)).IsOk);
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("small", 1, Segments), None)).IsOk);
        var before = await Bytes();

        Assert.True((await index.DeleteAsync(Shard, 1, VideoId.From("large"), null, None)).IsOk);

        Assert.True(await Bytes() < before / 4);
        Assert.Equal(Segments, (await index.SearchAsync(Query(random.Vector()), None)).Value.Legs[0].Count);

        async Task<long> Bytes() => (await index.SnapshotAsync(Shard, None))!.Partitions.SelectMany(views => views).Sum(view => view.Chunk.Bytes);
    }

    [Fact]
    public async Task Search_MoreShardsThanMemory_LetsTheLeastRecentlyUsedGoAndLoadsItAgain()
    {
        using var index = _fixture.Open(options => options.MaxResidentBytes = 1 << 20);
        var shards = Enumerable.Range(0, 4).Select(number => new ShardId(Shard.Tenant, number)).ToList();
        foreach (var shard in shards)
        {
            Assert.True((await index.OpenAsync(shard, Space, RandomPoints.Shapes(Dimension), 1, None)).IsOk);
            var points = new RandomPoints(shard.Number, Dimension).Video($"v{shard.Number}", 1, 1500);
            Assert.True((await index.UpsertAsync(shard, 1, points, None)).IsOk);
        }

        Assert.InRange(index.LoadedShards, 1, 3);
        foreach (var shard in shards)
        {
            var hits = (await index.SearchAsync(Query(new RandomPoints(1, Dimension).Vector(), 5000) with { Shard = shard }, None)).Value.Legs[0];
            Assert.Equal(1500, hits.Count);
        }
    }

    [Fact]
    public async Task Search_ShardThatNobodyUsedForTheIdleTime_HasLeftMemoryAndIsLoadedAgain()
    {
        var time = new FakeTimeProvider();
        using var index = await Opened(time: time);
        var random = new RandomPoints(7, Dimension);
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("v", 1, Segments), None)).IsOk);
        var query = Query(random);

        time.Advance(TimeSpan.FromMinutes(9));
        var before = (await index.SearchAsync(query, None)).Value;
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(1, index.LoadedShards);
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0, index.LoadedShards);
        var after = (await index.SearchAsync(query, None)).Value;

        Assert.Equal(1, index.LoadedShards);
        Assert.Equal(before.Sequence, after.Sequence);
        Assert.Equal(before.Legs[0].Select(hit => (hit.Id, hit.Score)), after.Legs[0].Select(hit => (hit.Id, hit.Score)));
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("w", 1, 1), None)).IsOk);
    }

    [Fact]
    public async Task Search_MetadataChangedForSomeSegments_FilterLooksAtEachSegmentsOwn()
    {
        using var index = await Opened();
        var points = new RandomPoints(6, Dimension).Video("v", 1, 10);
        Assert.True((await index.UpsertAsync(Shard, 1, points, None)).IsOk);
        var changed = points.Take(4).Select(point => point with
        {
            Subject = point.Subject with { Metadata = point.Subject.Metadata.SetItem("colour", MetadataValue.Of("white")) },
        }).ToList();
        Assert.True((await index.UpsertAsync(Shard, 1, changed, None)).IsOk);
        var white = new Filter([new MetadataMatch("colour", [MetadataValue.Of("white")])], [], []);

        var hits = (await index.SearchAsync(Query(points[0].Full()) with { Filter = white }, None)).Value.Legs[0];

        Assert.Equal(changed.Select(point => point.Segment), hits.Select(hit => hit.Segment).Order());
    }

    private static VectorQuery Query(ReadOnlyMemory<float> vector, int limit = 1000) =>
        new(Shard, Space, [new QueryLeg(RepresentationName.Full, vector)], Filter.Everything, [], HitGrouping.Segment, limit);

    private static VectorQuery Query(RandomPoints random) => Query(random.Vector());

    private async Task<EmbeddedVectorIndex> Opened(Action<EmbeddedVectorIndexOptions>? configure = null, TimeProvider? time = null)
    {
        var index = _fixture.Open(configure, time);
        Assert.True((await index.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, None)).IsOk);
        return index;
    }
}
