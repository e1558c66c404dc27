using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Grains.Shards;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Tests.Shards.Moves;

/// <summary>The moves of one shard, with a state, files and a store that do as a test says.</summary>
internal sealed class MovesWorld : IPersistentState<IndexShardState>, IShardFiles, IMediaStore
{
    private IndexShardState _stored = new() { Space = "space", Epoch = 5 };

    public MovesWorld()
    {
        State = _stored;
        Moves = new ShardMoves(
            new ShardId(TenantId.From("acme"), 0), new DurableState<IndexShardState>(this), this, this, TenantDouble.Factory(), new TenantOptions(), Time)
        {
            Forget = static () => { },
            End = () => HasEnded = true,
        };
    }

    public FakeTimeProvider Time { get; } = new();

    public ShardMoves Moves { get; }

    /// <summary>True where the activation is to end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What the list of stored copies waits for.</summary>
    public TaskCompletionSource<Result<IReadOnlyDictionary<string, long>>>? List { get; set; }

    /// <summary>A write of this phase lands, but answers with a failure; and nothing can be read after it.</summary>
    public Func<IndexShardState, bool> LosesAnswerOf { get; set; } = static _ => false;

    public IndexShardState State { get; set; }

    public string? Etag => "1";

    public bool RecordExists => true;

    public Task WriteStateAsync()
    {
        _stored = State;
        return LosesAnswerOf(State) ? throw new IOException("The answer is lost.") : Task.CompletedTask;
    }

    public Task ReadStateAsync() => LosesAnswerOf(_stored) ? throw new IOException("Nothing is read.") : Task.CompletedTask;

    public Task ClearStateAsync() => throw new NotSupportedException();

    public Task<Result<ShardFile>> StoreAsync(ShardId shard, long epoch, IMediaStore store, MediaKey blob, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ShardFile>>(new ShardFile(10, "hash", 2));

    public Task<Result<bool>> IsStillAsync(ShardId shard, long epoch, ShardFile stored, CancellationToken cancellationToken) =>
        Task.FromResult<Result<bool>>(true);

    public Task<Result> DropAsync(ShardId shard, long epoch, CancellationToken cancellationToken) => Task.FromResult(Result.Ok);

    public Task<Result> FetchAsync(
        ShardId shard, long epoch, IMediaStore store, MediaKey blob, ShardFile stored, CancellationToken cancellationToken) => Task.FromResult(Result.Ok);

    public Task<Result<IReadOnlyList<ShardId>>> UnusedAsync(TimeSpan since, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        List?.Task ?? Task.FromResult(Result<IReadOnlyDictionary<string, long>>.Ok(new Dictionary<string, long>()));

    public Task<Result<StoredMedia>> WriteAsync(
        MediaKey key, IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks, long maxLength, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();
}
