using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Kinds;
using Triad.Inference.Packages;
using Triad.Inference.Tests.Fixtures;
using Triad.Testing.Time;

namespace Triad.Inference.Tests.Packages;

public sealed class PackageRoomTests : IDisposable
{
    private static readonly EmbedRequest Request = new([], EmbedPriority.Query);

    private readonly string _models = Directory.CreateTempSubdirectory("triad-room-").FullName;
    private readonly WatchedTime _time = new();
    private readonly HeldKind _kind = new();

    public void Dispose() => Directory.Delete(_models, recursive: true);

    [Fact]
    public async Task Embed_PackagesThatFitTogether_StayLoaded()
    {
        using var sut = CreateSut(1000, ("a", 400), ("b", 400));

        await sut.EmbedAsync("a", "b", "a");

        Assert.Equal(["a", "b"], sut.Loaded);
        Assert.Equal((1, 1), (_kind.Builds["a"], _kind.Builds["b"]));
    }

    [Fact]
    public async Task Embed_NoRoomLeft_UnloadsTheLeastRecentlyUsed()
    {
        using var sut = CreateSut(1000, ("a", 400), ("b", 400), ("c", 400));
        await sut.EmbedAsync("a", "b");
        _time.Advance(TimeSpan.FromSeconds(2));
        await sut.EmbedAsync("a");
        _time.Advance(TimeSpan.FromSeconds(2));

        await sut.EmbedAsync("c");

        Assert.Equal(["a", "c"], sut.Loaded);
    }

    [Fact]
    public async Task Embed_PackageThatWasUnloaded_IsLoadedAgainForWhoHeldIt()
    {
        using var sut = CreateSut(1000, ("a", 600), ("b", 600));
        var held = await sut.GetAsync("a");
        _time.Advance(TimeSpan.FromSeconds(2));
        await sut.EmbedAsync("b");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["b"], sut.Loaded);

        Assert.Equal(1, held.Read("word").KnownWords);
        Assert.True((await held.EmbedAsync(Request, CancellationToken.None)).IsOk);

        Assert.Equal(["a"], sut.Loaded);
        Assert.Equal(2, _kind.Builds["a"]);
    }

    [Fact]
    public async Task Sweep_PackageThatNobodyUsed_IsUnloaded()
    {
        using var sut = CreateSut(1000, ("a", 400), ("b", 400));
        await sut.EmbedAsync("a", "b");
        _time.Advance(TimeSpan.FromMinutes(20));
        await sut.EmbedAsync("b");

        _time.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(["b"], sut.Loaded);
    }

    [Fact]
    public async Task Sweep_PackageInUse_StaysHoweverLongItsCallLasts()
    {
        using var sut = CreateSut(1000, ("a", 400));
        _kind.Holds = true;
        var call = sut.EmbedAsync("a");
        var held = await HeldAsync();

        _time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(["a"], sut.Loaded);
        held.SetResult();
        await call;
    }

    [Fact]
    public async Task Embed_OtherPackageInUse_WaitsForTheEndOfItsCall()
    {
        using var sut = CreateSut(1000, ("a", 600), ("b", 600));
        _kind.Holds = true;
        var first = sut.EmbedAsync("a");
        var held = await HeldAsync();
        _kind.Holds = false;

        var second = sut.EmbedAsync("b");
        await PassAsync(TimeSpan.FromSeconds(15), second);
        Assert.False(second.IsCompleted);
        held.SetResult();
        await first;
        await PassAsync(TimeSpan.FromSeconds(5), second);

        await second.WithinAsync("the call that waited");
        Assert.Equal(["b"], sut.Loaded);
    }

    [Fact]
    public async Task Embed_PackageWhoseTurnIsOver_TakesNoNewCallsUntilTheOtherHadItsTurn()
    {
        using var sut = CreateSut(1000, ("a", 600), ("b", 600));
        _kind.Holds = true;
        var first = sut.EmbedAsync("a");
        var held = await HeldAsync();
        _kind.Holds = false;
        var other = sut.EmbedAsync("b");
        await PassAsync(PackageRoom.Turn + TimeSpan.FromSeconds(3), other);

        var later = sut.EmbedAsync("a");
        held.SetResult();
        await first;
        await PassAsync(TimeSpan.FromSeconds(20), later);

        await Task.WhenAll(other, later).WithinAsync("both packages' calls");
        Assert.Equal((2, 1), (_kind.Builds["a"], _kind.Builds["b"]));
    }

    [Fact]
    public async Task Embed_NoRoomInTime_IsQueueFullWithAHint_AndTheOtherGoesOn()
    {
        using var sut = CreateSut(1000, ("a", 600), ("b", 600));
        _kind.Holds = true;
        var first = sut.EmbedAsync("a");
        var held = await HeldAsync();
        _kind.Holds = false;

        var second = sut.Catalog.GetAsync("b", CancellationToken.None);
        await PassAsync(TimeSpan.FromSeconds(32), second);

        var error = (await second.WithinAsync("the refusal")).Error!;
        Assert.Equal((ErrorReason.QueueFull, PackageRoom.Turn), (error.Reason, error.RetryAfter));
        await sut.EmbedAsync("a");
        held.SetResult();
        await first;
        _time.Advance(TimeSpan.FromSeconds(2));
        await sut.EmbedAsync("b");
        Assert.Equal(["b"], sut.Loaded);
    }

    [Fact]
    public async Task Get_PackageLargerThanTheBound_IsRefusedWithTheSetting()
    {
        using var sut = CreateSut(1000, ("a", 400), ("huge", 1500));
        await sut.EmbedAsync("a");

        var error = (await sut.Catalog.GetAsync("huge", CancellationToken.None)).Error!;

        Assert.Equal(ErrorReason.ModelUnavailable, error.Reason);
        Assert.Contains("takes 1501 MiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("Triad:Inference:Packages:MaxMebibytes", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(["a"], sut.Loaded);
    }

    [Fact]
    public async Task Get_ManyAtOnce_LoadsOnce_AlsoWhereTheFirstLeaves()
    {
        using var sut = CreateSut(1000, ("a", 400));
        var building = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _kind.Building = building.Task;
        using var cancelled = new CancellationTokenSource();
        var leaving = sut.Catalog.GetAsync("a", cancelled.Token);
        var others = Enumerable.Range(0, 8).Select(_ => sut.GetAsync("a")).ToArray();

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        building.SetResult();

        var embedders = await Task.WhenAll(others).WithinAsync("the load");
        Assert.Single(embedders.Distinct());
        Assert.Equal(1, _kind.Builds["a"]);
    }

    [Fact]
    public async Task Embed_PackageThatWasReplacedMeanwhile_SaysSo_AndTheNewOneServes()
    {
        using var sut = CreateSut(1000, ("a", 400));
        var before = await sut.GetAsync("a");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(sut.Loaded);
        HeldKind.Write(_models, "a", 400, origin: "another");

        var error = (await before.EmbedAsync(Request, CancellationToken.None)).Error!;

        Assert.Equal(ErrorReason.ModelUnavailable, error.Reason);
        Assert.Contains("was replaced", error.Message, StringComparison.Ordinal);
        Assert.True((await (await sut.GetAsync("a")).EmbedAsync(Request, CancellationToken.None)).IsOk);
    }

    [Fact]
    public async Task HasRoomFor_TellsWhatFitsWithoutUnloading()
    {
        using var sut = CreateSut(1000, ("a", 600), ("b", 600), ("c", 300));
        await sut.EmbedAsync("a");

        Assert.Equal((true, false, true), (sut.Catalog.HasRoomFor("a"), sut.Catalog.HasRoomFor("b"), sut.Catalog.HasRoomFor("c")));
    }

    [Fact]
    public async Task Embed_ManyCallersOfThreePackagesThatFitOneByOne_AllEnd()
    {
        using var sut = CreateSut(1000, ("a", 600), ("b", 600), ("c", 600));
        string[] ids = ["a", "b", "c"];
        var calls = Enumerable.Range(0, 60).Select(async i =>
        {
            var embedder = await sut.Catalog.GetAsync(ids[i % 3], CancellationToken.None);
            return embedder.IsOk ? (await embedder.Value.EmbedAsync(Request, CancellationToken.None)).Error?.Reason : embedder.Error.Reason;
        }).ToArray();
        var all = Task.WhenAll(calls);

        await PassAsync(TimeSpan.FromMinutes(5), all);

        Assert.All(await all.WithinAsync("all calls"), reason => Assert.True(reason is null or ErrorReason.QueueFull));
        Assert.Single(sut.Loaded);
    }

    [Fact]
    public async Task Embed_PackageThatGrewBeyondTheBound_IsServedAgainAfterItWasUnloaded()
    {
        const int Grown = 150 << 20;
        using var sut = CreateSut(100, ("a", 60));
        nint block = 0;
        _kind.OnBuild = () =>
        {
            block = Marshal.AllocHGlobal(Grown);
            for (var i = 0; i < Grown; i += 4096)
                Marshal.WriteByte(block, i, 1);
        };
        await sut.EmbedAsync("a");
        Marshal.FreeHGlobal(block);
        _kind.OnBuild = () => { };
        _time.Advance(TimeSpan.FromMinutes(41));
        Assert.Empty(sut.Loaded);

        await sut.EmbedAsync("a");

        Assert.Equal(["a"], sut.Loaded);
    }

    [Fact]
    public async Task Embed_WhileAnotherTriesAgainForRoomThatDidNotComeFree_IsServed()
    {
        using var sut = CreateSut(1000, ("a", 600), ("b", 600));
        _kind.Holds = true;
        var first = sut.EmbedAsync("a");
        var held = await HeldAsync();
        _kind.Holds = false;
        var refused = sut.Catalog.GetAsync("b", CancellationToken.None);
        await PassAsync(TimeSpan.FromSeconds(32), refused);
        Assert.Equal(ErrorReason.QueueFull, (await refused.WithinAsync("the refusal")).Error?.Reason);

        var again = sut.Catalog.GetAsync("b", CancellationToken.None);
        await PassAsync(TimeSpan.FromSeconds(3), again);

        await sut.EmbedAsync("a").WithinAsync("a call of what has a turn again");
        Assert.False(again.IsCompleted);
        held.SetResult();
        await first;
        await PassAsync(TimeSpan.FromSeconds(20), again);
        Assert.True((await again.WithinAsync("the room")).IsOk);
    }

    private Sut CreateSut(int mebibytes, params (string Id, int Mebibytes)[] packages)
    {
        foreach (var (id, size) in packages)
            HeldKind.Write(_models, id, size);
        return new Sut(_models, mebibytes, _kind, _time);
    }

    private async Task<TaskCompletionSource> HeldAsync()
    {
        TaskCompletionSource? held;
        while (!_kind.Calls.TryDequeue(out held))
            await Task.Yield();
        return held;
    }

    /// <summary>Lets time pass second by second, each once somebody waits for it, until the task ends or so much has passed.</summary>
    private async Task PassAsync(TimeSpan most, Task until)
    {
        for (var passed = TimeSpan.Zero; passed < most && !until.IsCompleted; passed += TimeSpan.FromSeconds(1))
        {
            await Task.WhenAny(until, _time.TimersAsync(1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private sealed class Sut(string models, int mebibytes, HeldKind kind, TimeProvider time) : IDisposable
    {
        private readonly InferenceFixture _fixture = new(
            models, options => options.Packages.MaxMebibytes = mebibytes, services => services.AddSingleton<IPackageKind>(kind).AddSingleton(time));

        public ModelCatalog Catalog => (ModelCatalog)_fixture.Catalog;

        public IReadOnlyList<string> Loaded => Catalog.Loaded;

        public Task<IEmbedder> GetAsync(string id) => _fixture.GetAsync(id);

        public async Task EmbedAsync(params string[] ids)
        {
            foreach (var id in ids)
                Assert.True((await (await GetAsync(id)).EmbedAsync(Request, CancellationToken.None)).IsOk);
        }

        public void Dispose() => _fixture.Dispose();
    }
}
