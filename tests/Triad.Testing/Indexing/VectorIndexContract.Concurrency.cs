using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The part about many at once, and about another process that goes on.</summary>
public abstract partial class VectorIndexContract
{
    [Fact]
    [Trait(Recorded, No)]
    public async Task Upsert_ManyAtOnce_AllCountAndEachHasANumberOfItsOwn()
    {
        var sut = await CreateOpenSut();
        var videos = Enumerable.Range(0, 12).Select(video => Points(50 + video).Video($"video-{video}", 1, 3)).ToList();

        var written = await Task.WhenAll(videos.Select(points => sut.Writer.UpsertAsync(Shard, 1, points, None)));

        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), written.Select(Value).Order());
        var query = Query(Points(1).Vector(), 100);
        var hits = Value(await sut.Reader.SearchAsync(query, None));
        ReferenceSearch.AssertRight(ReferenceSearch.Rank([.. videos.SelectMany(points => points)], query)[0], hits.Legs[0], query.Grouping);
        Assert.Equal(12, hits.Sequence);
    }

    [Fact]
    [Trait(Recorded, No)]
    public async Task Search_BesideWrites_SeesWhatWasAcknowledgedBeforeItBegan()
    {
        var sut = await CreateOpenSut();
        var random = Points(61);
        var vector = random.Vector();
        var videos = Enumerable.Range(0, 15).Select(video => random.Video($"video-{video}", 1, 2)).ToList();
        var acknowledged = 0;

        var writing = WriteAsync();
        while (!writing.IsCompleted)
        {
            var before = Volatile.Read(ref acknowledged);
            var hits = Value(await sut.Reader.SearchAsync(Query(vector, 100), None));
            Assert.True(hits.Sequence >= before);
            var seen = hits.Legs[0].Select(hit => hit.Subject.Video.Value).ToHashSet();
            Assert.All(Enumerable.Range(0, before), video => Assert.Contains($"video-{video}", seen));
        }

        await writing;

        async Task WriteAsync()
        {
            foreach (var points in videos)
            {
                Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));
                Volatile.Write(ref acknowledged, acknowledged + 1);
            }
        }
    }

    [Fact]
    [Trait(Recorded, No)]
    public async Task Upsert_AnotherProcessTookOver_TheOldOneIsRefusedAndTheNewOneGoesOn()
    {
        var old = await CreateOpenSut();
        var random = Points(62);
        var first = random.Video("a", 1, 3);
        Value(await old.Writer.UpsertAsync(Shard, 1, first, None));
        var next = await CreateAnotherSut();
        Assert.Equal(1, Value(await next.Writer.OpenAsync(Shard, Space, Shapes, 2, None)));

        var late = await old.Writer.UpsertAsync(Shard, 1, random.Video("b", 1, 3), None);
        var second = random.Video("c", 1, 3);
        var sequence = Value(await next.Writer.UpsertAsync(Shard, 2, second, None));

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.Equal(2, sequence);
        Assert.True((await next.Reader.WaitAsync(Shard, sequence, TimeSpan.FromMinutes(1), None)).IsOk);
        var hits = Value(await next.Reader.SearchAsync(Query(random.Vector(), 100), None)).Legs[0];
        Assert.Equal(["a", "c"], hits.Select(hit => hit.Subject.Video.Value).Distinct().Order());
        Assert.Equal(0, Value(await next.Writer.CountAsync(Shard, VideoId.From("b"), null, None)));
    }

    [Fact]
    [Trait(Recorded, No)]
    public async Task Upsert_RacingWithATakeOver_LeavesAllOrNothingOfItself()
    {
        var (old, next) = (await CreateOpenSut(), await CreateAnotherSut());
        var random = Points(63);

        for (var epoch = 2; epoch < 8; epoch++)
        {
            var video = $"video-{epoch}";
            var racing = old.Writer.UpsertAsync(Shard, epoch - 1, random.Video(video, 1, 4), None);
            var opened = await next.Writer.OpenAsync(Shard, Space, Shapes, epoch, None);
            var written = await racing;

            Assert.True(opened.IsOk, opened.Error?.Message);
            Assert.True(written.IsOk || written.Error.Reason == ErrorReason.EpochStale, written.Error?.Message);
            var stored = Value(await next.Writer.CountAsync(Shard, VideoId.From(video), null, None));
            Assert.Equal(written.IsOk ? 4 : 0, stored);
            (old, next) = (next, old);
        }
    }

    [Fact]
    [Trait(Recorded, No)]
    public async Task Delete_BesideUpsertsOfOthers_TakesNothingElse()
    {
        var sut = await CreateOpenSut();
        var random = Points(64);
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("gone", 1, 20), None));
        var kept = Enumerable.Range(0, 6).Select(video => random.Video($"video-{video}", 1, 4)).ToList();

        var writes = kept.Select(points => sut.Writer.UpsertAsync(Shard, 1, points, None));
        var all = await Task.WhenAll(writes.Append(sut.Writer.DeleteAsync(Shard, 1, VideoId.From("gone"), null, None)));

        Assert.All(all, written => Value(written));
        Assert.Equal(0, Value(await sut.Writer.CountAsync(Shard, VideoId.From("gone"), null, None)));
        Assert.Equal(24, Value(await sut.Reader.SearchAsync(Query(random.Vector(), 100), None)).Legs[0].Count);
    }
}
