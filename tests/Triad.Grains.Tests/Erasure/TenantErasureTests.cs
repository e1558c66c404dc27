using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tests.Searches.Frozen;
using Triad.Testing.Embedding;
using Triad.Testing.Media;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Erasure;

public sealed class TenantErasureTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    [Fact]
    public async Task Begin_ATenantWithVideos_ErasesAllOfIt_AndLeavesTheOthers()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await ErasureWorld.FillAsync(platform, "acme");
        await ErasureWorld.FillAsync(platform, "other");

        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        Assert.Equal(("acme", null, "op"), (receipt.TenantId.Value, receipt.VideoId, receipt.RequestedBy));
        Assert.All(receipt.Stores, store => Assert.Equal(0, store.After));
        Assert.Equal(2, Before(receipt, "videos"));
        Assert.Equal(3, Before(receipt, "api-keys"));
        Assert.Equal(2, Before(receipt, "media-originals"));
        Assert.True(Before(receipt, "vectors") > 0);
        Assert.Equal(0, Before(receipt, "media-other"));
        Assert.Empty(ErasureWorld.TracesOf(platform.Folder, "acme"));
        Assert.Equal(2, Value(await platform.SearchAsync("other", Text("red"))).Hits.Select(hit => hit.VideoId).Distinct().Count());
        Assert.Equal(ErrorReason.TenantNotFound, (await platform.Tenant("acme").GetAsync(default)).Error?.Reason);
    }

    [Fact]
    public async Task Begin_WithUploadsInJournalsOfSeveralProcesses_CountsAndEndsAllOfThem()
    {
        JournalDouble[] journals = [new(2), new(1), new(0)];
        await using var platform = await Platform.StartAsync(
            layout: Layout.Three, ingest: false, configureSilo: (silo, services) => services.AddSingleton<IUploadLeftovers>(journals[silo]));
        await platform.OnboardAsync("acme");

        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        var uploads = receipt.Stores.Single(store => store.Name == "uploads");
        Assert.Equal((3, 0), (uploads.Before, uploads.After));
        Assert.All(journals, journal => Assert.Equal(0, journal.Left));
        Assert.Contains(receipt.Remainders, trace => trace.What.Contains("journal of an upload", StringComparison.Ordinal));
    }

    /// <summary>Uploads that a process remembers; the last one is on its way, and ends when it is looked at the second time.</summary>
    private sealed class JournalDouble(int left) : IUploadLeftovers
    {
        private int _erased;

        public int Left { get; private set; } = left;

        public Task<Result<long>> CountAsync(TenantId tenant, CancellationToken cancellationToken) =>
            Task.FromResult<Result<long>>(tenant == Acme ? Left : 0);

        public Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken)
        {
            Left = ++_erased > 1 ? 0 : Math.Min(Left, 1);
            return Task.FromResult(Result.Ok);
        }
    }

    [Fact]
    public async Task Begin_OnQdrant_ErasesThePointsOfEverySpace_AndThoseOfNobodyElse()
    {
        await using var index = await QdrantIndex.StartAsync();
        await using var platform = await ErasureWorld.StartAsync(configure: index.AddTo);
        await ErasureWorld.FillAsync(platform, "acme");
        await ErasureWorld.FillAsync(platform, "other");
        var eraser = platform.ServicesOf(0).GetRequiredService<IVectorEraser>();
        var others = (await eraser.CountAsync(new ErasureSubject(TenantId.From("other")), default)).Value;

        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        Assert.True(Before(receipt, "vectors") > 0);
        Assert.Equal(0, (await eraser.CountAsync(new ErasureSubject(Acme), default)).Value);
        Assert.Equal(others, (await eraser.CountAsync(new ErasureSubject(TenantId.From("other")), default)).Value);
        Assert.Contains(receipt.Remainders, trace => trace.What.Contains("snapshots of Qdrant", StringComparison.Ordinal));
        Assert.Empty(ErasureWorld.TracesOf(platform.Folder, "acme"));
    }

    [Fact]
    public async Task Begin_OnTwoSilosWithState_ErasesWhatEitherHas()
    {
        await using var platform = await ErasureWorld.StartAsync(layout: Layout.TwoWithState);
        await ErasureWorld.FillAsync(platform, "acme");

        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        Assert.All(receipt.Stores, store => Assert.Equal(0, store.After));
        Assert.Empty(ErasureWorld.TracesOf(platform.Folder, "acme"));
    }

    [Fact]
    public async Task Begin_ATenantWithVideos_LeavesWhatTheirStorageIsBilledBy()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await ErasureWorld.FillAsync(platform, "acme");

        await ErasureWorld.EraseAsync(platform, "acme");

        var gone = Platform.Value(await platform.Grains.UsageLedger(Acme).StoredAsync(default)).Gone;
        Assert.Equal(3, gone.Length); // Two that were there, and one that was deleted before.
        Assert.All(gone, video => Assert.True(video.Bytes > 0 && video.DeletedAt > video.CreatedAt));
    }

    [Fact]
    public async Task Begin_Twice_GivesTheSameReceipt()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await platform.OnboardAsync("acme");

        var first = await ErasureWorld.EraseAsync(platform, "acme");
        var again = Value(await platform.Grains.TenantErasure(Acme).BeginAsync("somebody", default));

        Assert.Equal(first.Jws, again.Receipt?.Jws);
        Assert.Equal(100, again.Percent);
    }

    [Fact]
    public async Task Begin_NoTenant_IsRefused_AndLeavesNothing()
    {
        await using var platform = await ErasureWorld.StartAsync();

        var refused = await platform.Grains.TenantErasure(Acme).BeginAsync("op", default);

        Assert.Equal(ErrorReason.TenantNotFound, refused.Error?.Reason);
        Assert.Equal(ErrorReason.ReceiptNotFound, (await platform.Grains.TenantErasure(Acme).GetAsync(default)).Error?.Reason);
        Assert.Empty(Value(await platform.Grains.ReceiptIndex(null).ListAsync("", 10, true, default)));
    }

    [Fact]
    public async Task Create_WithTheIdOfAnErasedTenant_IsRefused_AndSaysWhenThatWas()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await platform.OnboardAsync("acme");
        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        var refused = await platform.Tenant("acme").CreateAsync(
            new CreateTenant("", "acme", "", HashEmbedder.Package, new TenantQuotas(null, null, null, null, null, null)), default);

        Assert.Equal(ErrorReason.TenantExists, refused.Error?.Reason);
        Assert.Contains(receipt.FinishedAt.UtcDateTime.ToString("u"), refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenant_ThatIsClosed_RefusesEveryChange()
    {
        await using var platform = await ErasureWorld.StartAsync(closingSeconds: 60);
        await platform.OnboardAsync("acme");
        Value(await platform.Grains.TenantErasure(Acme).BeginAsync("op", default));
        await ErasureWorld.UntilClosedAsync(platform, "acme");
        var tenant = platform.Tenant("acme");

        ErrorReason?[] refused =
        [
            (await tenant.ResumeAsync(default)).Error?.Reason,
            (await tenant.SuspendAsync("x", default)).Error?.Reason,
            (await tenant.UpdateAsync(new UpdateTenant("name", null, null), default)).Error?.Reason,
            (await tenant.CreateKeyAsync(new CreateApiKey("", "", [Scopes.Search], null), default)).Error?.Reason,
            (await tenant.BeginModelChangeAsync("other", default)).Error?.Reason,
            (await platform.UploadAsync("acme", "late", "1 late")).Error?.Reason,
            (await platform.SearchAsync("acme", Text("red"))).Error?.Reason,
        ];

        Assert.All(refused[..4], reason => Assert.Equal(ErrorReason.TenantSuspended, reason));
        Assert.NotNull(refused[4]);
        Assert.All(refused[5..], reason => Assert.Equal(ErrorReason.TenantSuspended, reason));
    }

    [Fact]
    public async Task Begin_WhileAVideoIsIngested_EndsTheIngest()
    {
        var decoder = new ScriptedDecoder();
        await using var platform = await ErasureWorld.StartAsync(decoder: decoder);
        await ErasureWorld.FillAsync(platform, "acme");
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        decoder.Gate = async (index, cancellationToken) =>
        {
            if (index < 5)
                return;
            reached.TrySetResult();
            await held.Task.WaitAsync(cancellationToken);
        };
        Value(await platform.UploadAsync("acme", "slow", "40 slow"));
        await reached.Task.WithinAsync("the ingest to be in the middle");

        Value(await platform.Grains.TenantErasure(Acme).BeginAsync("op", default));
        await ErasureWorld.UntilClosedAsync(platform, "acme");
        held.SetResult();
        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        Assert.Equal(3, Before(receipt, "videos"));
        Assert.Empty(ErasureWorld.TracesOf(platform.Folder, "acme"));
    }

    private static long Before(ErasureReceipt receipt, string store) => receipt.Stores.Single(one => one.Name == store).Before;
}
