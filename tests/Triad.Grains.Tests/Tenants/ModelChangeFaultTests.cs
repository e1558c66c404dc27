using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.ModelChanges;
using Triad.Grains.Tenants;
using Triad.Testing.Embedding;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Tenants;

/// <summary>
/// What is forced, deleted, unreadable or comes at a bad moment while a model is changed: every video gets to the end of it.
/// </summary>
public sealed class ModelChangeFaultTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    private readonly TwoModels _models = new();

    [Fact]
    public async Task Walk_AfterAForcedCutOver_BringsInWhatHadNoJobYet()
    {
        await using var platform = await StartAsync("car");
        Value(await platform.Tenant("acme").BeginModelChangeAsync(TwoModels.Other, default));
        Value(await WalkOf(platform, mostJobs: 0).GoAsync(default));
        Value(await platform.Tenant("acme").MakeLiveAsync(1, default));

        await WalkedAsync(WalkOf(platform), total: 1);

        Assert.Equal(["car"], await FoundAsync(platform, _models.Second));
    }

    [Fact]
    public async Task Finish_VideoThatOnlyTheOldModelHas_IsRefusedUntilTheNewOneHasItToo()
    {
        await using var platform = await StartAsync("car");
        var held = Hold();
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        var over = Value(await Change(platform).CutOverAsync(force: true, default));

        var refused = await Change(platform).FinishAsync(default);
        var waiting = Value(await Change(platform).StatusAsync(default));
        held.SetResult();
        await UntilAsync(platform, seen => seen.Videos is { Waiting: 0, Done: 1 });
        var ended = Value(await Change(platform).FinishAsync(default));

        Assert.Equal((ModelChangePhase.CutOver, ErrorReason.ModelChangeConflict), (over.Phase, refused.Error?.Reason));
        Assert.Contains("car", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0, 1), (waiting.Videos.Total, waiting.Videos.Done, waiting.Videos.Waiting));
        Assert.Equal(ModelChangePhase.None, ended.Phase);
        Assert.Equal(["car"], await FoundAsync(platform, _models.Second));
    }

    [Fact]
    public async Task Cancel_AfterAForcedRollBack_KeepsWhatOnlyTheNewModelHas()
    {
        await using var platform = await StartAsync("car");
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await UntilAsync(platform, seen => seen.Videos.Done == 1);
        Value(await Change(platform).CutOverAsync(force: false, default));
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _models.First.Gate = held.Task.WaitAsync;
        Value(await platform.UploadAsync("acme", "bus", "2 bus"));
        await platform.WaitAsync("acme", "bus", VideoStatus.Ready);
        Value(await Change(platform).RollBackAsync(force: true, default));

        var refused = await Change(platform).CancelAsync(default);
        held.SetResult();
        await UntilAsync(platform, seen => seen.Videos is { Waiting: 0, Done: 2 });
        Value(await Change(platform).CancelAsync(default));

        Assert.Contains("bus", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.First));
    }

    [Fact]
    public async Task Walk_VideosDeletedWhileTheyWait_MakeRoomForOthers()
    {
        var calls = new HookedCalls();
        await using var platform = await StartAsync(calls, "car", "bus");
        var held = Hold();
        Value(await platform.Tenant("acme").BeginModelChangeAsync(TwoModels.Other, default));
        var sut = WalkOf(platform, mostJobs: 1);
        var jobs = new ConcurrentQueue<IngestJob>();
        calls.Before = call =>
        {
            if (call.InterfaceMethod.Name == nameof(IIngestQueueGrain.EnqueueAsync))
                jobs.Enqueue((IngestJob)call.Request.GetArgument(0)!);
        };
        Value(await sut.GoAsync(default));
        var asked = Assert.Single(jobs).VideoId.Value;

        Assert.True((await platform.Video("acme", asked).DeleteAsync(default)).IsOk);
        held.SetResult();
        await WalkedAsync(sut, total: 1);

        Assert.Single(await FoundAsync(platform, _models.Second, inOther: true));
    }

    [Fact]
    public async Task StoredItem_ThatTheOtherModelHasNotYet_IsRefused()
    {
        await using var platform = await StartAsync("car");
        var held = Hold();
        Value(await Change(platform).SetAsync(TwoModels.Other, default));

        var refused = await platform.Grains.Search().SearchAsync(RequestOf("acme", Stored("car")) with { InOther = true }, default);
        held.SetResult();
        await UntilAsync(platform, seen => seen.Videos.Done == 1);
        var asked = await platform.Grains.Search().SearchAsync(RequestOf("acme", Stored("car")) with { InOther = true }, default);

        Assert.Equal(ErrorReason.VideoStateConflict, refused.Error?.Reason);
        Assert.NotEmpty(Value(asked).Hits);
    }

    [Fact]
    public async Task Set_WhileATickEnds_KeepsItsReminder()
    {
        var calls = new HookedCalls();
        await using var platform = await StartAsync(calls, "car");
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _models.Opening = () =>
        {
            reached.TrySetResult();
            return opening.Task;
        };
        var setting = Change(platform).SetAsync(TwoModels.Other, default);
        await reached.Task.WithinAsync("the other package to be opened");
        var ticked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var walks = 0;
        calls.Before = call =>
        {
            if (call.InterfaceMethod.Name == nameof(IVideoGrain.AlignAsync) && Interlocked.Increment(ref walks) == 2)
                ticked.SetResult();
        };

        Value(await Change(platform).StatusAsync(default)); // It walks, and its timer does a moment later.
        await ticked.Task.WithinAsync("the timer's walk");
        opening.SetResult();
        Value(await setting.WithinAsync("the change to begin"));

        var reminders = await platform.ServicesOf(0).GetRequiredService<IReminderTable>().ReadRows(0, 0);
        Assert.Contains(reminders.Reminders, reminder => reminder.ReminderName == "go-on");
    }

    [Fact]
    public async Task CutOver_VideoThatCannotBeRead_IsNamed_AndCanBeForced()
    {
        var calls = new HookedCalls();
        await using var platform = await StartAsync(calls, "car", "bus");
        calls.Before = call =>
        {
            var isBus = call.TargetId.Key.ToString()!.Contains("bus", StringComparison.Ordinal);
            if (call.InterfaceMethod.Name == nameof(IVideoGrain.AlignAsync) && isBus)
                throw new InvalidOperationException("broken");
        };
        Value(await Change(platform).SetAsync(TwoModels.Other, default));
        await UntilAsync(platform, seen => seen.Videos is { Total: 2, Done: 1 });

        var refused = await Change(platform).CutOverAsync(force: false, default);
        var forced = Value(await Change(platform).CutOverAsync(force: true, default));
        calls.Before = _ => { };
        await UntilAsync(platform, seen => seen.Videos.Done == 2);

        Assert.Equal((ErrorReason.ModelChangeConflict, ModelChangePhase.CutOver), (refused.Error?.Reason, forced.Phase));
        Assert.Contains("bus", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(["bus", "car"], await FoundAsync(platform, _models.Second));
    }

    private TaskCompletionSource Hold()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _models.Second.Gate = held.Task.WaitAsync;
        return held;
    }

    private Task<Platform> StartAsync(params string[] videos) => StartAsync(new HookedCalls(), videos);

    private async Task<Platform> StartAsync(HookedCalls calls, params string[] videos)
    {
        var platform = await Platform.StartAsync(configure: services => services
            .AddSingleton<IModelCatalog>(_models)
            .AddSingleton<IIncomingGrainCallFilter>(calls)
            .Configure<TenantOptions>(options => options.CutOverWaitSeconds = 0));
        await platform.OnboardAsync("acme");
        foreach (var video in videos)
        {
            Value(await platform.UploadAsync("acme", video, $"2 {video}"));
            await platform.WaitAsync("acme", video, VideoStatus.Ready);
        }

        return platform;
    }

    private static LibraryWalk WalkOf(Platform platform, int mostJobs = 512) =>
        new(Acme, platform.Grains, NullLogger.Instance, mostJobs);

    private static IModelChangeGrain Change(Platform platform) => platform.Grains.ModelChange(Acme);

    private static async Task UntilAsync(Platform platform, Func<ModelChange, bool> isThere)
    {
        using var end = new CancellationTokenSource(DeadlineExtensions.Patience);
        while (!isThere(Value(await Change(platform).StatusAsync(end.Token).WithinAsync("the state of the change"))))
            end.Token.ThrowIfCancellationRequested();
    }

    private static async Task WalkedAsync(LibraryWalk walk, int total)
    {
        using var end = new CancellationTokenSource(DeadlineExtensions.Patience);
        while (Value(await walk.GoAsync(end.Token)) .ToCounts() is var counts && (counts.Total != total || counts.Waiting > 0))
            end.Token.ThrowIfCancellationRequested();
    }

    private static async Task<string[]> FoundAsync(Platform platform, HashEmbedder model, bool inOther = false)
    {
        var answer = Value(await platform.Grains.Search().SearchAsync(
            RequestOf("acme", Text("x")) with { Limit = 100, Grouping = HitGrouping.Video, InOther = inOther }, default));
        Assert.Equal(model.Model.Space, answer.Space);
        return [.. answer.Hits.Select(hit => hit.VideoId.Value).Order()];
    }

    /// <summary>Lets a test see a call before its grain does, or have it fail.</summary>
    private sealed class HookedCalls : IIncomingGrainCallFilter
    {
        public Action<IIncomingGrainCallContext> Before { get; set; } = _ => { };

        public Task Invoke(IIncomingGrainCallContext context)
        {
            Before(context);
            return context.Invoke();
        }
    }
}
