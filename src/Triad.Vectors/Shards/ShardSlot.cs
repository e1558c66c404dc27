using System.Threading.RateLimiting;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Vectors.Shards;

/// <summary>A shard's place in the index, loaded or not: the gate of its writers, and those who wait for its writes.</summary>
internal sealed class ShardSlot(ShardId shard, EmbeddedVectorIndexOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrencyLimiter _waitingWrites = WaitingRoom(options.MaxQueuedWrites);
    private readonly ConcurrencyLimiter _waitingLoads = WaitingRoom(options.MaxQueuedSearches);
    private LoadedShard? _loaded;
    private long _lastUsed;
    private long _sequence;
    private bool _closed;

    public ShardId Shard { get; } = shard;

    public SequenceWaiters Waiters { get; } = new(options.MaxWaiters, time);

    /// <summary>The shard in memory, or null. Set by whoever holds the gate.</summary>
    public LoadedShard? Loaded
    {
        get => Volatile.Read(ref _loaded);
        set => Volatile.Write(ref _loaded, value);
    }

    public long LastUsed => Volatile.Read(ref _lastUsed);

    /// <summary>For how long nobody has used it.</summary>
    public TimeSpan Idle => time.GetElapsedTime(LastUsed);

    /// <summary>When replaced versions came to be, for the writer: timestamp and sequence number.</summary>
    public Queue<(long Timestamp, long Sequence)> Replacements { get; } = [];

    /// <summary>Versions that were replaced at this sequence number or before are no longer kept for begun pages.</summary>
    public long ReplacedHorizon { get; set; }

    /// <summary>The last write that this process knows of, whether the shard is loaded or not.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Notes the sequence number that searches see now, and wakes those who waited for it.</summary>
    public void Reach(long sequence)
    {
        Volatile.Write(ref _sequence, sequence);
        Waiters.Reach(sequence);
    }

    public void Touch() => Volatile.Write(ref _lastUsed, time.GetTimestamp());

    /// <summary>Waits for the gate to write. QueueFull where too many wait already.</summary>
    public ValueTask<Result> EnterToWriteAsync(CancellationToken cancellationToken) =>
        EnterAsync(_waitingWrites, options.MaxQueuedWrites, nameof(options.MaxQueuedWrites), cancellationToken);

    /// <summary>Waits for the gate to load the shard for a search. QueueFull where too many wait already.</summary>
    public ValueTask<Result> EnterToLoadAsync(CancellationToken cancellationToken) =>
        EnterAsync(_waitingLoads, options.MaxQueuedSearches, nameof(options.MaxQueuedSearches), cancellationToken);

    /// <summary>Waits for the gate, on a thread that may wait; for the keeper of graphs.</summary>
    public void Enter(CancellationToken cancellationToken) => _gate.Wait(cancellationToken);

    public bool TryEnter() => _gate.Wait(0);

    public void Leave() => _gate.Release();

    /// <summary>Lets the memory and the file go; what follows loads them again. For whoever holds the gate.</summary>
    public void Unload()
    {
        var loaded = Loaded;
        Loaded = null;
        Replacements.Clear();
        loaded?.Dispose();
    }

    /// <summary>Waits for the write under way, then closes the file; later callers are told that the index is closed.</summary>
    public void Dispose()
    {
        _gate.Wait();
        _closed = true;
        Unload();
        _gate.Release();
    }

    private async ValueTask<Result> EnterAsync(
        ConcurrencyLimiter waitingRoom,
        int places,
        string setting,
        CancellationToken cancellationToken)
    {
        if (_gate.Wait(0, CancellationToken.None))
            return Opened();
        using var place = waitingRoom.AttemptAcquire();
        if (!place.IsAcquired)
        {
            return new Error(
                ErrorReason.QueueFull,
                $"More than {places} callers wait for shard '{Shard}' ({EmbeddedVectorIndexOptions.Section}:{setting}).",
                Remedy: "Retry after the hinted delay.",
                RetryAfter: RetryHint);
        }

        await _gate.WaitAsync(cancellationToken);
        return Opened();
    }

    private static ConcurrencyLimiter WaitingRoom(int places) => new(new ConcurrencyLimiterOptions { PermitLimit = places });

    private Result Opened()
    {
        if (!_closed)
            return Result.Ok;
        Leave();
        return new Error(ErrorReason.Unavailable, "The vector index is closed: the server stops.", Remedy: "Retry.", RetryAfter: RetryHint);
    }
}
