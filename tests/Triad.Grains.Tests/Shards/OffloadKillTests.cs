using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Tests.Erasure;
using Triad.Grains.Tests.Faults;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Shards;

/// <summary>
/// A silo that ends before any effect of an offload or of a way back, or right after it: none of them does anything any more, as after a kill. The next
/// start finds all vectors, can offload them again, and nothing is left over.
/// </summary>
public sealed class OffloadKillTests : IDisposable
{
    // What an offload and a way back do outside of memory; the test fails where there are more.
    private const int Effects = 14;

    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly ShardId Shard = new(Acme, 0);

    private readonly string _folder = Directory.CreateTempSubdirectory("triad-offload-").FullName;

    public static TheoryData<int, bool> Deaths
    {
        get
        {
            var deaths = new TheoryData<int, bool>();
            for (var effect = 1; effect <= Effects; effect++)
            {
                deaths.Add(effect, false);
                deaths.Add(effect, true);
            }

            return deaths;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Kill_AtAnEffect_LosesNothingAndLeavesNothing(int effect, bool isDone)
    {
        var death = new Death(effect, isDone);
        await using (var platform = await StartAsync(folder: _folder, configure: death.Into))
        {
            await platform.OnboardAsync("acme");
            Value(await platform.UploadAsync("acme", "red", "2 red"));
            await platform.WaitAsync("acme", "red", VideoStatus.Ready);
            death.IsArmed = true;
            await QuietlyAsync(async () => await ShardJourney.OffloadAsync(platform.Grains.IndexShard(Shard), default));
            await QuietlyAsync(async () => await ShardJourney.RestoreAsync(platform.Grains.IndexShard(Shard), default));
            await QuietlyAsync(async () => await platform.SearchAsync("acme", Text("red")));
            Assert.True(death.Seen <= Effects, $"{death.Seen} effects");
        }

        await using var again = await StartAsync(folder: _folder);
        var shard = again.Grains.IndexShard(Shard);

        Assert.Equal("red", Value(await again.SearchAsync("acme", Text("red"))).Hits[0].VideoId.Value);
        var away = Value(await ShardJourney.OffloadAsync(shard, default));
        Assert.Equal(ShardPhase.Offloaded, away.Phase);
        Assert.Single(await CopiesAsync(again));
        Assert.Equal(TenantResidency.Offloaded, await again.Tenant("acme").ResidencyAsync(default));
        Assert.Equal("red", Value(await again.SearchAsync("acme", Text("red"))).Hits[0].VideoId.Value);
        await ErasureWorld.UntilAsync(async () => (await shard.ResidenceAsync(default)).Phase == ShardPhase.Hot);
        Assert.Empty(await CopiesAsync(again));
        Assert.Equal(TenantResidency.Idle, await again.Tenant("acme").ResidencyAsync(default));
    }

    private static async Task<IEnumerable<string>> CopiesAsync(Platform platform) =>
        Value(await platform.Media.ListAsync(Acme, VideoId.OfIndex, default)).Keys;

    private static async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
        {
            // The silo is dead.
        }
    }

    private sealed class Death(int effect, bool isDone)
    {
        private int _seen;
        private volatile bool _isDead;

        public bool IsArmed { get; set; }

        public int Seen => Volatile.Read(ref _seen);

        public void Into(IServiceCollection services)
        {
            services.Decorate<IShardFiles>((files, _) => new DyingFiles(this, files));
            services.Decorate<IMediaStore>((store, _) => new DyingStore(this, store));
            services.DecorateKeyed<IGrainStorage>(GrainStorageNames.Grains, storage => new DyingStorage(this, storage));
        }

        public async Task<T> AtAsync<T>(Func<Task<T>> run)
        {
            if (!IsArmed)
                return await run();
            if (_isDead)
                throw new OperationCanceledException("The silo is dead.");
            if (Interlocked.Increment(ref _seen) != effect)
                return await run();
            _isDead = true;
            if (isDone)
                await run();
            throw new OperationCanceledException("The silo is dead.");
        }
    }

    private sealed class DyingFiles(Death death, IShardFiles files) : IShardFiles
    {
        public Task<Result<IReadOnlyList<ShardId>>> UnusedAsync(TimeSpan since, CancellationToken cancellationToken) =>
            files.UnusedAsync(since, cancellationToken);

        public Task<Result<ShardFile>> StoreAsync(ShardId shard, long epoch, IMediaStore store, MediaKey blob, CancellationToken cancellationToken) =>
            death.AtAsync(() => files.StoreAsync(shard, epoch, store, blob, cancellationToken));

        public Task<Result<bool>> IsStillAsync(ShardId shard, long epoch, ShardFile stored, CancellationToken cancellationToken) =>
            death.AtAsync(() => files.IsStillAsync(shard, epoch, stored, cancellationToken));

        public Task<Result> DropAsync(ShardId shard, long epoch, CancellationToken cancellationToken) =>
            death.AtAsync(() => files.DropAsync(shard, epoch, cancellationToken));

        public Task<Result> FetchAsync(
            ShardId shard, long epoch, IMediaStore store, MediaKey blob, ShardFile stored, CancellationToken cancellationToken) =>
            death.AtAsync(() => files.FetchAsync(shard, epoch, store, blob, stored, cancellationToken));
    }

    private sealed class DyingStore(Death death, IMediaStore store) : IMediaStore
    {
        public Task<Result<StoredMedia>> WriteAsync(
            MediaKey key, IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks, long maxLength, CancellationToken cancellationToken) =>
            store.WriteAsync(key, chunks, maxLength, cancellationToken);

        public Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken) =>
            store.OpenReadAsync(key, offset, cancellationToken);

        public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken) => store.LeaseFileAsync(key, cancellationToken);

        public Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
            store.ListAsync(tenant, video, cancellationToken);

        public Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken) => death.AtAsync(() => store.DeleteAsync(key, cancellationToken));

        public Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
            store.DeleteVideoAsync(tenant, video, cancellationToken);
    }

    private sealed class DyingStorage(Death death, IGrainStorage storage) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => death.AtAsync(async () =>
        {
            await storage.WriteStateAsync(stateName, grainId, grainState);
            return true;
        });

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage.ClearStateAsync(stateName, grainId, grainState);
    }
}
