using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Shards;
using Triad.Grains.Tenants;
using Triad.Grains.Tests.Erasure;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Shards;

/// <summary>Vectors that leave the index for the media store, and come back when they are used.</summary>
public sealed class OffloadTests : IDisposable
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly ShardId Shard = new(Acme, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("triad-offload-").FullName;

    private string ShardFolder => Path.Combine(_folder, "vectors", "acme");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Offload_ThenASearch_FindsWhatItFoundBefore()
    {
        await using var platform = await FilledAsync();
        var before = await FoundAsync(platform);

        var away = Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));
        var told = Value(await platform.Tenant("acme").GetAsync(default));

        Assert.Equal(ShardPhase.Offloaded, away.Phase);
        Assert.Equal((TenantResidency.Offloaded, away.Bytes), (await platform.Tenant("acme").ResidencyAsync(default), told.OffloadedBytes));
        Assert.Equal(["shard-0000.away"], Directory.GetFiles(ShardFolder).Select(Path.GetFileName));
        Assert.Single(await CopiesAsync(platform));

        Assert.Equal(before, await FoundAsync(platform));
        await SettledAsync(platform);
        Assert.Equal(0, Value(await platform.Tenant("acme").GetAsync(default)).OffloadedBytes);
        Assert.Empty(await CopiesAsync(platform));
    }

    [Fact]
    public async Task Offload_OverARestart_StaysAwayUntilItIsUsed()
    {
        await using (var platform = await FilledAsync())
            Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));

        await using var again = await StartAsync(folder: _folder);

        Assert.Equal(TenantResidency.Offloaded, await again.Tenant("acme").ResidencyAsync(default));
        Assert.Equal(2, (await FoundAsync(again)).Count);
    }

    [Fact]
    public async Task Ingest_OfAnOffloadedTenant_FindsOldAndNew()
    {
        await using var platform = await FilledAsync();
        Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));

        Value(await platform.UploadAsync("acme", "green", "2 green"));
        await platform.WaitAsync("acme", "green", VideoStatus.Ready);

        Assert.Equal(["blue", "green", "red"], (await FoundAsync(platform)).Select(hit => hit.Video).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Delete_AVideoOfAnOffloadedTenant_CountsAndErasesItsVectors()
    {
        await using var platform = await FilledAsync();
        Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));

        var receipt = Value(await platform.Video("acme", "red").DeleteByAsync("user", default));

        var vectors = receipt.Stores.Single(store => store.Name == "vectors");
        Assert.True(vectors is { Before: > 0, After: 0 }, $"{vectors}");
        Assert.Equal(["blue"], (await FoundAsync(platform)).Select(hit => hit.Video));
    }

    [Fact]
    public async Task Erase_AnOffloadedTenant_CountsBothPlacesAndLeavesNeither()
    {
        await using var platform = await FilledAsync();
        var away = Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));

        var receipt = await ErasureWorld.EraseAsync(platform, "acme");

        Assert.Equal(away.Vectors, receipt.Stores.Single(store => store.Name == "vectors").Before);
        Assert.Equal(1, receipt.Stores.Single(store => store.Name == "vectors-offloaded").Before);
        Assert.All(receipt.Stores, store => Assert.Equal(0, store.After));
        Assert.False(Directory.Exists(ShardFolder));
        Assert.Empty(await CopiesAsync(platform));
    }

    [Fact]
    public async Task Search_ThatCannotWait_IsToldWhenToComeAgain()
    {
        var store = new SlowStore();
        await using var platform = await FilledAsync(services =>
        {
            services.Configure<TenantOptions>(options => options.RestoreWaitSeconds = 0);
            store.Into(services);
        });
        Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));
        store.Hold();

        var refused = await platform.SearchAsync("acme", Text("red"));

        Assert.Equal(ErrorReason.Unavailable, refused.Error?.Reason);
        Assert.NotNull(refused.Error!.RetryAfter);
        store.Release();
        Value(await ShardJourney.RestoreAsync(platform.Grains.IndexShard(Shard), default));
        Assert.Equal(2, (await FoundAsync(platform)).Count);
    }

    [Fact]
    public async Task Restore_OfADamagedCopy_IsRefusedAndNothingIsTakenForEmpty()
    {
        await using var platform = await FilledAsync();
        Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));
        var blob = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "media", "acme"), "shard.*", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(blob);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(blob, bytes);

        var refused = await platform.SearchAsync("acme", Text("red"));

        Assert.False(refused.IsOk);
        Assert.Equal(TenantResidency.Offloaded, await platform.Tenant("acme").ResidencyAsync(default));
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(blob, bytes);
        Assert.Equal(2, (await FoundAsync(platform)).Count);
    }

    [Fact]
    public async Task Offload_WhereAnotherActivationHasACopy_LeavesThatAlone()
    {
        await using var platform = await FilledAsync();
        foreach (var copy in new[] { "shard.0000.0-1", "shard.0000.999-1" })
            Value(await platform.Media.WriteAsync(new MediaKey(Acme, VideoId.OfIndex, copy), ChunksAsync(), long.MaxValue, default));

        Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));
        Value(await ShardJourney.RestoreAsync(platform.Grains.IndexShard(Shard), default));
        await SettledAsync(platform);

        Assert.Equal(["shard.0000.999-1"], await CopiesAsync(platform));
    }

    [Fact]
    public async Task Offload_OfATenantWithoutVectors_DoesNothing()
    {
        await using var platform = await StartAsync(folder: _folder, ingest: false);
        await platform.OnboardAsync("acme");

        Assert.Equal(ShardPhase.Hot, Value(await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default)).Phase);
    }

    [Fact]
    public async Task Offload_OnAnIndexWithoutFiles_IsRefusedWithTheReason()
    {
        await using var platform = await FilledAsync(services =>
        {
            foreach (var own in services.Where(service =>
                service.ServiceType == typeof(IShardFiles) || service.ImplementationType == typeof(OffloadSweep)).ToList())
                services.Remove(own);
        });

        var refused = await platform.Grains.IndexShard(Shard).OffloadAsync(null, 0, default);

        Assert.Equal((ErrorReason.NotImplemented, "tenant.residency"), (refused.Error?.Reason, refused.Error?.Field));
    }

    [Fact]
    public async Task Sweep_AfterTheTimeOfThePolicy_OffloadsWhatNobodyUsed()
    {
        await using (await FilledAsync())
        {
        }

        await using var platform = await StartAsync(folder: _folder, ingest: false);
        var options = Options.Create(new TenantOptions { OffloadAfterMinutes = 1e-9, IdleMinutes = 0 });
        var services = platform.ServicesOf(0);
        using var sweep = new OffloadSweep(
            platform.Grains, services.GetRequiredService<IShardFiles>(), options, TimeProvider.System, NullLogger<OffloadSweep>.Instance);

        await sweep.SweepAsync(default);

        Assert.Equal(TenantResidency.Offloaded, await platform.Tenant("acme").ResidencyAsync(default));
        Assert.Empty(Value(await services.GetRequiredService<IShardFiles>().UnusedAsync(TimeSpan.Zero, default)));
        Assert.Equal(2, (await FoundAsync(platform)).Count);
    }

    [Fact]
    public async Task Sweep_OfAProcessThatHasNotLoadedTheShard_LeavesWhatOthersUse()
    {
        await using var platform = await FilledAsync();
        Assert.Equal(2, (await FoundAsync(platform)).Count);
        var options = Options.Create(new TenantOptions { OffloadAfterMinutes = 10, IdleMinutes = 0 });
        var files = new ForeignFiles(platform.ServicesOf(0).GetRequiredService<IShardFiles>());
        using var sweep = new OffloadSweep(platform.Grains, files, options, TimeProvider.System, NullLogger<OffloadSweep>.Instance);

        await sweep.SweepAsync(default);

        Assert.Equal(ShardPhase.Hot, (await platform.Grains.IndexShard(Shard).ResidenceAsync(default)).Phase);
    }

    private async Task<Platform> FilledAsync(Action<IServiceCollection>? configure = null)
    {
        var platform = await StartAsync(folder: _folder, configure: configure);
        await platform.OnboardAsync("acme");
        foreach (var video in new[] { "red", "blue" })
        {
            Value(await platform.UploadAsync("acme", video, $"2 {video}"));
            await platform.WaitAsync("acme", video, VideoStatus.Ready);
        }

        return platform;
    }

    /// <summary>Waits until the last step of a way back is done, which searches do not wait for.</summary>
    private static Task SettledAsync(Platform platform) => ErasureWorld.UntilAsync(
        async () => (await platform.Grains.IndexShard(Shard).ResidenceAsync(default)).Phase == ShardPhase.Hot);

    private static async Task<List<(string Video, float Score)>> FoundAsync(Platform platform)
    {
        var request = RequestOf("acme", Text("red")) with { Grouping = HitGrouping.Video };
        var answer = Value(await platform.Grains.Search().SearchAsync(request, default));
        return [.. answer.Hits.Select(hit => (hit.VideoId.Value, hit.Score))];
    }

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> ChunksAsync()
    {
        await Task.Yield();
        yield return Result<ReadOnlyMemory<byte>>.Ok(new byte[] { 1, 2, 3 });
    }

    private static async Task<IEnumerable<string>> CopiesAsync(Platform platform) =>
        Value(await platform.Media.ListAsync(Acme, VideoId.OfIndex, default)).Keys;

    /// <summary>The files as a process sees them that has none loaded, and whose times are old.</summary>
    private sealed class ForeignFiles(IShardFiles files) : IShardFiles
    {
        public Task<Result<IReadOnlyList<ShardId>>> UnusedAsync(TimeSpan since, CancellationToken cancellationToken) =>
            Task.FromResult(Result<IReadOnlyList<ShardId>>.Ok([Shard]));

        public Task<Result<ShardFile>> StoreAsync(ShardId shard, long epoch, IMediaStore store, MediaKey blob, CancellationToken cancellationToken) =>
            files.StoreAsync(shard, epoch, store, blob, cancellationToken);

        public Task<Result<bool>> IsStillAsync(ShardId shard, long epoch, ShardFile stored, CancellationToken cancellationToken) =>
            files.IsStillAsync(shard, epoch, stored, cancellationToken);

        public Task<Result> DropAsync(ShardId shard, long epoch, CancellationToken cancellationToken) => files.DropAsync(shard, epoch, cancellationToken);

        public Task<Result> FetchAsync(
            ShardId shard, long epoch, IMediaStore store, MediaKey blob, ShardFile stored, CancellationToken cancellationToken) =>
            files.FetchAsync(shard, epoch, store, blob, stored, cancellationToken);
    }
}
