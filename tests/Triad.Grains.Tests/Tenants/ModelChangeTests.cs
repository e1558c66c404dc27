using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Routing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tenants;
using Triad.Grains.Tests.Searches.Frozen;
using Triad.Testing.Embedding;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Tenants;

/// <summary>A tenant goes from one model to another: searches are whole at any time, whatever is uploaded, deleted or cut short meanwhile.</summary>
public class ModelChangeTests : IAsyncLifetime
{
    private readonly TwoModels _models = new();
    private IRemoteIndex? _index;

    public async ValueTask InitializeAsync() => _index = await StartIndexAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_index is not null)
            await _index.DisposeAsync();
    }

    /// <summary>The index, where it is not the embedded one.</summary>
    private protected virtual Task<IRemoteIndex?> StartIndexAsync() => Task.FromResult<IRemoteIndex?>(null);

    [Fact]
    public async Task Set_OldVideos_AreEmbeddedBeside_AndSearchesAskTheLiveModel()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car", "bus");

        var begun = Value(await Change(platform).SetAsync(TwoModels.Other, default));
        var done = await CaughtUpAsync(platform);

        Assert.Equal((ModelChangePhase.Shadow, "hash", "other"), (begun.Phase, begun.Live.ModelPackage, begun.Other!.ModelPackage));
        Assert.Equal((2, 2, 0, 0), (done.Videos.Total, done.Videos.Done, done.Videos.Failed, done.Videos.Waiting));
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.First));
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.Second, inOther: true));
    }

    [Fact]
    public async Task Set_PackageThatIsNotThereOrIsTheLiveOne_IsRefused()
    {
        await using var platform = await StartAsync();

        var unknown = await Change(platform).SetAsync("nothing", default);
        var same = await Change(platform).SetAsync("hash", default);

        Assert.Equal((ErrorReason.ModelUnavailable, ErrorReason.ModelChangeConflict), (unknown.Error!.Reason, same.Error!.Reason));
    }

    [Fact]
    public async Task CutOverAndRollBack_SwapAtOnce_AndBothSidesGoOnBeingKeptUp()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car");
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await CaughtUpAsync(platform);

        var over = Value(await Change(platform).CutOverAsync(force: false, default));
        Assert.Equal((ModelChangePhase.CutOver, "other", "hash"), (over.Phase, over.Live.ModelPackage, over.Other!.ModelPackage));
        Assert.Equal(["car"], await FoundAsync(platform, _models.Second));
        await UploadAsync(platform, "bus");
        await CaughtUpAsync(platform);
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.Second));

        var back = Value(await Change(platform).RollBackAsync(force: false, default));
        Assert.Equal((ModelChangePhase.Shadow, "hash"), (back.Phase, back.Live.ModelPackage));
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.First));
        Value(await Change(platform).CutOverAsync(force: false, default));
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.Second));
    }

    [Fact]
    public async Task Video_AfterTheCutOver_ShowsTheNewSideAndCanBeAskedWith()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car");
        var before = Value(await platform.Video("acme", "car").GetAsync(default));
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await CaughtUpAsync(platform);
        Value(await Change(platform).CutOverAsync(force: false, default));

        var asked = Value(await platform.SearchAsync("acme", Stored("car", 0)));
        await CaughtUpAsync(platform);
        var after = Value(await platform.Video("acme", "car").GetAsync(default));

        Assert.Equal("car", asked.Hits[0].VideoId.Value);
        Assert.Equal((_models.First.Model.Space, VideoStatus.Ready), (before.Space, before.Status));
        Assert.Equal((_models.Second.Model.Space, VideoStatus.Ready), (after.Space, after.Status));
        Assert.Equal(ShardRouter.FirstOf(1), after.Shard);
        Assert.NotEqual(before.Generation, after.Generation);
    }

    [Fact]
    public async Task Upload_WhileTheOtherModelIsStuck_IsReadyAllTheSame_AndTheCutOverWaits()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car");
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _models.Second.Gate = token => held.Task.WaitAsync(token);
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await UploadAsync(platform, "bus");

        var refused = await Change(platform).CutOverAsync(force: false, default);

        Assert.Equal(ErrorReason.ModelChangeConflict, refused.Error!.Reason);
        Assert.Contains("2 videos", refused.Error.Message, StringComparison.Ordinal);
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.First));
        held.SetResult();
        await CaughtUpAsync(platform);
        Value(await Change(platform).CutOverAsync(force: false, default));
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.Second));
    }

    [Fact]
    public async Task CutOver_VideoThatTheOtherModelCannotEmbed_IsNamed_AndCanBeForced()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car", "bus");
        _models.FailsOn = "bus";
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        var done = await CaughtUpAsync(platform);
        Assert.Equal((2, 1, 1), (done.Videos.Total, done.Videos.Done, done.Videos.Failed));

        var refused = await Change(platform).CutOverAsync(force: false, default);
        var forced = Value(await Change(platform).CutOverAsync(force: true, default));

        Assert.Contains("bus", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ModelChangePhase.CutOver, forced.Phase);
        Assert.Equal(["car"], await FoundAsync(platform, _models.Second));
        Value(await Change(platform).RollBackAsync(force: true, default));
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.First));
    }

    [Fact]
    public async Task Delete_WhileBothAreThere_ReachesBoth()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car", "bus");
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await CaughtUpAsync(platform);

        Assert.True((await platform.Video("acme", "car").DeleteAsync(default)).IsOk);

        Assert.Equal(["bus"], await FoundAsync(platform, _models.First));
        Assert.Equal(["bus"], await FoundAsync(platform, _models.Second, inOther: true));
        Assert.Equal((0, 0), (await StoredAsync(platform, 0, "car"), await StoredAsync(platform, 1, "car")));
    }

    [Fact]
    public async Task Finish_RemovesTheOldVectors_AndTheNextChangeHasShardsOfItsOwn()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car");
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await CaughtUpAsync(platform);
        Value(await Change(platform).CutOverAsync(force: false, default));

        var ended = Value(await Change(platform).FinishAsync(default));
        await CaughtUpAsync(platform);

        Assert.Equal((ModelChangePhase.None, "other"), (ended.Phase, ended.Live.ModelPackage));
        Assert.Equal(0, await StoredAsync(platform, 0, "car"));
        Assert.Equal(["car"], await FoundAsync(platform, _models.Second));
        Value(await Change(platform).SetAsync("hash", default));
        await CaughtUpAsync(platform);
        Value(await Change(platform).CutOverAsync(force: false, default));
        Assert.Equal(["car"], await FoundAsync(platform, _models.First));
        await CaughtUpAsync(platform);
        Assert.Equal(ShardRouter.FirstOf(2), Value(await platform.Video("acme", "car").GetAsync(default)).Shard);
    }

    [Fact]
    public async Task Cancel_RemovesTheNewVectors()
    {
        await using var platform = await StartAsync();
        await UploadAsync(platform, "car");
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await CaughtUpAsync(platform);
        Assert.NotEqual(0, await StoredAsync(platform, 1, "car"));

        var refused = await Change(platform).FinishAsync(default);
        Value(await Change(platform).CancelAsync(default));
        await CaughtUpAsync(platform);

        Assert.Equal(ErrorReason.ModelChangeConflict, refused.Error!.Reason);
        Assert.Equal(0, await StoredAsync(platform, 1, "car"));
        Assert.Equal(["car"], await FoundAsync(platform, _models.First));
        Assert.Equal(ErrorReason.ModelChangeConflict, (await Change(platform).CutOverAsync(force: true, default)).Error!.Reason);
    }

    [Fact]
    public async Task PageOfBeforeTheCutOver_IsRefused_AndAWatermarkIsNot()
    {
        await using var platform = await StartAsync();
        var ready = (await UploadAsync(platform, "car", "bus"))[0];
        var first = Value(await platform.Grains.Search().SearchAsync(RequestOf("acme", Text("x")) with { Limit = 1 }, default));
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await CaughtUpAsync(platform);
        Value(await Change(platform).CutOverAsync(force: false, default));

        var page = await platform.Grains.Search().SearchAsync(RequestOf("acme", Text("x")) with { Limit = 1, After = first.Next }, default);
        var marked = await platform.Grains.Search().SearchAsync(
            RequestOf("acme", Text("x")) with { WaitFor = [new ShardSequence(ready.Shard, ready.Sequence)] }, default);
        var foreign = await platform.Grains.Search().SearchAsync(RequestOf("acme", Text("x")) with { WaitFor = [new ShardSequence(1024, 1)] }, default);

        Assert.Equal(ErrorReason.PageTokenInvalid, page.Error!.Reason);
        Assert.NotEmpty(Value(marked).Hits);
        Assert.Equal(ErrorReason.WatermarkInvalid, foreign.Error!.Reason);
    }

    [Fact]
    public async Task Restart_InTheMiddle_GoesOnBehindTheLastCheckpoint()
    {
        var folder = Directory.CreateTempSubdirectory("triad-change-").FullName;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var embedded = 0;
        await using (var platform = await StartAsync(folder))
        {
            await UploadAsync(platform, "12 long film");
            _models.Second.Gate = async token =>
            {
                if (Interlocked.Increment(ref embedded) < 8)
                    return;
                reached.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            };
            Value(await Change(platform).SetAsync(TwoModels.Other, default));
            await reached.Task.WithinAsync("the other model to be at work");
            Assert.Equal(["12 long film"], await FoundAsync(platform, _models.First));
        }

        embedded = 0;
        _models.Second.Gate = _ =>
        {
            Interlocked.Increment(ref embedded);
            return Task.CompletedTask;
        };
        await using (var platform = await StartAsync(folder, onboard: false))
        {
            var done = await CaughtUpAsync(platform);
            Assert.Equal((1, 1), (done.Videos.Total, done.Videos.Done));
            Assert.InRange(embedded, 1, 10);
            Value(await Change(platform).CutOverAsync(force: false, default));
            Assert.Equal(["12 long film"], await FoundAsync(platform, _models.Second));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Searches_AllThrough_FindEverything()
    {
        await using var platform = await StartAsync();
        string[] videos = ["a", "b", "c", "d", "e"];
        await UploadAsync(platform, videos);
        using var stop = new CancellationTokenSource();
        var searching = Task.Run(async () =>
        {
            var searches = 0;
            for (; !stop.IsCancellationRequested; searches++)
            {
                var answer = Value(await platform.Grains.Search().SearchAsync(RequestOf("acme", Text("x")) with { Limit = 100 }, default));
                Assert.Superset(videos.ToHashSet(), answer.Hits.Select(hit => hit.VideoId.Value).ToHashSet());
            }

            return searches;
        });

        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await UploadAsync(platform, "f", "g");
        await CaughtUpAsync(platform);
        Value(await Change(platform).CutOverAsync(force: false, default));
        await UploadAsync(platform, "h");
        await CaughtUpAsync(platform);
        Value(await Change(platform).RollBackAsync(force: false, default));
        Value(await Change(platform).CutOverAsync(force: false, default));
        Value(await Change(platform).FinishAsync(default));
        await CaughtUpAsync(platform);
        await stop.CancelAsync();

        Assert.True(await searching.WithinAsync("the searches") > 0);
    }

    private async Task<Platform> StartAsync(string? folder = null, bool onboard = true)
    {
        var platform = await Platform.StartAsync(folder, configure: services =>
        {
            services.AddSingleton<IModelCatalog>(_models).Configure<TenantOptions>(options => options.CutOverWaitSeconds = 0);
            _index?.AddTo(services);
        });
        if (onboard)
            await platform.OnboardAsync("acme");
        return platform;
    }

    private static IModelChangeGrain Change(Platform platform) => platform.Grains.ModelChange(TenantId.From("acme"));

    private static async Task<List<VideoSnapshot>> UploadAsync(Platform platform, params string[] videos)
    {
        var ready = new List<VideoSnapshot>();
        foreach (var video in videos)
        {
            var id = video.Replace(' ', '-');
            Value(await platform.UploadAsync("acme", id, video.Contains(' ', StringComparison.Ordinal) ? video : $"2 {video}"));
            ready.Add(await platform.WaitAsync("acme", id, VideoStatus.Ready));
        }

        return ready;
    }

    private static async Task<ModelChange> CaughtUpAsync(Platform platform)
    {
        using var end = new CancellationTokenSource(DeadlineExtensions.Patience);
        while (true)
        {
            var seen = Value(await Change(platform).StatusAsync(end.Token).WithinAsync("the state of the change"));
            if (seen.Videos is { Waiting: 0, Cleaning: 0 } || (seen.Phase == ModelChangePhase.None && seen.Videos.Cleaning == 0))
                return seen;
            end.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The videos that a search finds, which must be one of the model's space.</summary>
    private static async Task<string[]> FoundAsync(Platform platform, HashEmbedder model, bool inOther = false)
    {
        var answer = Value(await platform.Grains.Search().SearchAsync(
            RequestOf("acme", Text("x")) with { Limit = 100, Grouping = HitGrouping.Video, InOther = inOther }, default));
        Assert.Equal(model.Model.Space, answer.Space);
        return [.. answer.Hits.Select(hit => hit.VideoId.Value.Replace('-', ' ')).Order()];
    }

    private static async Task<long> StoredAsync(Platform platform, int lineage, string video)
    {
        var shard = new ShardId(TenantId.From("acme"), ShardRouter.FirstOf(lineage));
        return Value(await platform.ServicesOf(0).GetRequiredService<IVectorWriter>().CountAsync(shard, VideoId.From(video), null, default));
    }
}
