using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Embedding;
using Triad.Testing.Media;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Videos;

public sealed class IngestTests
{
    [Fact]
    public async Task Upload_WithCaptions_BecomesReadyAndIsFound()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "3 red car", "1\n00:00:08,000 --> 00:00:12,000\na red car\n"));
        Value(await platform.UploadAsync("acme", "cat", "2 black cat"));
        var car = await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);
        await platform.WaitAsync("acme", "cat", VideoStatus.Ready, VideoStatus.Failed);
        Assert.Equal(VideoStatus.Ready, car.Status);
        Assert.Equal((3, TimeSpan.FromSeconds(24), Modalities.All, 100), (car.SegmentCount, car.Duration, car.Mask, car.ProgressPercent));
        var segments = Value(await platform.Video("acme", "car").SegmentsAsync(0, 10, default));
        Assert.Equal(["va", "tva", "va"], segments.Select(segment => segment.Mask.ToName()));

        var answer = Value(await platform.SearchAsync("acme", Clip("1 black cat")));
        Assert.Equal(("cat", 0), (answer.Hits[0].VideoId.Value, answer.Hits[0].Segment.Index));
        Assert.Equal(1, answer.Hits[0].Score, 5);
        Assert.Equal(answer.Hits[0].Score, answer.Hits[0].Contributions.Sum(part => part.Score), 5);

        var alike = Value(await platform.Grains.Search()
            .SearchAsync(RequestOf("acme", Stored("car", 0)) with { ExcludeStored = true }, default));
        Assert.DoesNotContain(alike.Hits, hit => hit.VideoId.Value == "car");
    }

    [Fact]
    public async Task Upload_Corrupt_FailsWithReasonAndIsNeverFound()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "bad", "bad file"));
        var failed = await platform.WaitAsync("acme", "bad", VideoStatus.Failed, VideoStatus.Ready);
        Assert.Equal(ErrorReason.MediaCorrupt, failed.Failure?.Reason);
        Assert.Empty(Value(await platform.SearchAsync("acme", Text("anything"))).Hits);
    }

    [Fact]
    public async Task Upload_Repeated_AnswersTheSameAndRefusesOtherContent()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        var first = Value(await platform.UploadAsync("acme", "car", "1 red car"));
        var again = Value(await platform.UploadAsync("acme", "car", "1 red car"));
        var other = await platform.UploadAsync("acme", "car", "1 blue car");
        Assert.Equal(first.CreatedAt, again.CreatedAt);
        Assert.Equal(ErrorReason.VideoExists, other.Error?.Reason);
    }

    [Fact]
    public async Task Restart_InTheMiddle_GoesOnAfterTheLastCheckpoint()
    {
        var folder = Directory.CreateTempSubdirectory("triad-restart-").FullName;
        var stuck = ScriptedDecoder.StuckBefore(8, out var reached);
        await using (var platform = await StartAsync(folder, stuck))
        {
            await platform.OnboardAsync("acme");
            Value(await platform.UploadAsync("acme", "long", "12 long film"));
            await reached.WithinAsync("the decoder to reach the segment");
        }

        // Checkpoints are of two segments, and four may be on their way: of the eight decoded before the restart, four at least are durable.
        var embedded = 0;
        var embedder = new HashEmbedder
        {
            Gate = _ =>
            {
                Interlocked.Increment(ref embedded);
                return Task.CompletedTask;
            },
        };
        await using (var platform = await StartAsync(
            folder, configure: services => services.AddSingleton<IModelCatalog>(new HashModelCatalog(embedder))))
        {
            var ready = await platform.WaitAsync("acme", "long", VideoStatus.Ready, VideoStatus.Failed);
            Assert.Equal((VideoStatus.Ready, 12, 1), (ready.Status, ready.SegmentCount, ready.Generation));
            Assert.InRange(embedded, 4, 8);
            var all = Value(await platform.Grains.Search()
                .SearchAsync(RequestOf("acme", Text("x")) with { Limit = 100 }, default));
            Assert.Equal(Enumerable.Range(0, 12), all.Hits.Select(hit => hit.Segment.Index).Order());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Report_OfAnOlderEpoch_IsRefused()
    {
        await using var platform = await StartAsync(ingest: false);
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        var first = Value(await platform.Video("acme", "car").BeginAsync("one", default));
        var second = Value(await platform.Video("acme", "car").BeginAsync("two", default));
        var stale = await platform.Video("acme", "car").CheckpointAsync(new IngestCheckpoint(first.Epoch, first.Generation, []), default);
        var fresh = await platform.Video("acme", "car").CheckpointAsync(new IngestCheckpoint(second.Epoch, second.Generation, []), default);
        Assert.Equal(ErrorReason.EpochStale, stale.Error?.Reason);
        Assert.Null(fresh.Error);
    }

    [Fact]
    public async Task Begin_TooManyTimesWithoutResult_FailsTheVideo()
    {
        await using var platform = await StartAsync(ingest: false);
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "killer", "1 killer"));
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(IngestAction.Work, Value(await platform.Video("acme", "killer").BeginAsync("host", default)).Action);
        Assert.Equal(IngestAction.Drop, Value(await platform.Video("acme", "killer").BeginAsync("host", default)).Action);
        Assert.Equal(VideoStatus.Failed, Value(await platform.Video("acme", "killer").GetAsync(default)).Status);
    }

    [Fact]
    public async Task Delete_WhileIngesting_LeavesNothing()
    {
        var reached = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var decoder = new ScriptedDecoder
        {
            Gate = async (segment, cancellationToken) =>
            {
                if (segment != 8)
                    return;
                reached.TrySetResult();
                await go.Task.WaitAsync(cancellationToken);
            },
        };
        await using var platform = await StartAsync(decoder: decoder);
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "long", "12 long film"));
        await reached.Task.WithinAsync("the decoder to reach the segment");
        Assert.Null((await platform.Video("acme", "long").DeleteAsync(default)).Error);
        go.SetResult();

        Value(await platform.UploadAsync("acme", "after", "1 other film"));
        await platform.WaitAsync("acme", "after", VideoStatus.Ready, VideoStatus.Failed);
        var gone = await platform.Video("acme", "long").GetAsync(default);
        Assert.Equal(ErrorReason.VideoNotFound, gone.Error?.Reason);
        Assert.All(Value(await platform.SearchAsync("acme", Text("x"))).Hits, hit => Assert.Equal("after", hit.VideoId.Value));
        Assert.Empty((await platform.Media.ListAsync(TenantId.From("acme"), VideoId.From("long"), default)).Value);
    }

    [Fact]
    public async Task Upload_AfterDelete_IsANewGeneration()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "2 red car"));
        var first = await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        Assert.Null((await platform.Video("acme", "car").DeleteAsync(default)).Error);
        Value(await platform.UploadAsync("acme", "car", "1 blue car"));
        var second = await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        Assert.True(second.Generation > first.Generation);
        var hit = Assert.Single(Value(await platform.SearchAsync("acme", Clip("1 blue car"))).Hits);
        Assert.Equal(1, hit.Score, 5);
    }
}
