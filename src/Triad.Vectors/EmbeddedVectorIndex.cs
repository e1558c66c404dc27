using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Scores;
using Triad.Vectors.Graphs;
using Triad.Vectors.Offloading;
using Triad.Vectors.Rows;
using Triad.Vectors.Scanning;
using Triad.Vectors.Shards;
using Triad.Vectors.Storage;

namespace Triad.Vectors;

/// <summary>
/// The embedded vector index: exact, since every row that counts is compared. SQLite holds the rows, one file a shard; a scan
/// reads them from memory. Searches never wait for writers: they read the snapshot that the last write published.
/// </summary>
public sealed partial class EmbeddedVectorIndex : IVectorWriter, IVectorReader, IDisposable
{
    private readonly ShardRegistry _shards;
    private readonly IdleSweep _sweep;
    private readonly GraphKeeper _graphs;
    private readonly ShardWriter _writer;
    private readonly ScanGate _gate;
    private readonly ShardScanner _scanner;
    private readonly VectorInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger<EmbeddedVectorIndex> _logger;

    /// <summary>Makes the index; files are opened when they are first needed.</summary>
    public EmbeddedVectorIndex(IOptions<EmbeddedVectorIndexOptions> options, TimeProvider time, ILogger<EmbeddedVectorIndex> logger)
    {
        var settings = options.Value;
        _time = time;
        _logger = logger;
        _shards = new ShardRegistry(settings, time);
        _sweep = new IdleSweep(_shards, settings.IdleAfter, time);
        _graphs = new GraphKeeper(settings, _shards.Paths, logger);
        _writer = new ShardWriter(_shards, settings, time);
        _gate = new ScanGate(settings.ScanThreads, settings.MaxQueuedSearches);
        _scanner = new ShardScanner(_gate, settings);
        _instruments = new VectorInstruments(() => _gate.Queued, () => _shards.LoadedShards, () => _shards.ResidentBytes);
    }

    /// <inheritdoc/>
    public VectorConsistency Consistency => VectorConsistency.Snapshot;

    /// <inheritdoc/>
    public Task<Result<long>> OpenAsync(
        ShardId shard,
        SpaceId space,
        IReadOnlyList<RepresentationShape> representations,
        long epoch,
        CancellationToken cancellationToken) =>
        WriteAsync("index open", shard, slot => _writer.Open(slot, space, representations, epoch), cancellationToken);

    /// <inheritdoc/>
    public Task<Result<long>> UpsertAsync(
        ShardId shard,
        long epoch,
        IReadOnlyList<VectorPoint> points,
        CancellationToken cancellationToken) =>
        WriteAsync("index upsert", shard, slot => _writer.Upsert(slot, epoch, points), cancellationToken);

    /// <inheritdoc/>
    public Task<Result<long>> DeleteAsync(ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken) =>
        WriteAsync("index delete", shard, slot => _writer.Delete(slot, epoch, video, generation), cancellationToken);

    /// <inheritdoc/>
    public Task<Result<long>> SetMetadataAsync(
        ShardId shard, long epoch, VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken) =>
        WriteAsync("index metadata", shard, slot => _writer.SetMetadata(slot, epoch, video, metadata), cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<long>> CountAsync(ShardId shard, VideoId video, int? generation, CancellationToken cancellationToken)
    {
        var found = await LoadAsync(shard, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        return found.Value is { } loaded
            ? Visible(loaded.Rows, video, generation).Select(place => (place.Info.Generation, place.Info.Segment)).Distinct().LongCount()
            : 0;
    }

    /// <inheritdoc/>
    public async Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        using var span = VectorInstruments.Begin("index search", query.Shard);
        var start = _time.GetTimestamp();
        var hits = await FindAsync(query, cancellationToken);
        if (hits.IsOk)
            _instruments.Searched(hits.Value.Candidates, _time.GetElapsedTime(start), span);
        else
            _instruments.Failed(hits.Error, span);
        return hits;
    }

    /// <inheritdoc/>
    public async Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(MomentsQuery query, CancellationToken cancellationToken)
    {
        if (VectorRules.CheckLegs(query.Legs) is { } malformed)
            return malformed;
        var found = await ToCompareAsync(query.Shard, query.Space, query.Legs, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        if (found.Value is not { } shard)
            return query.Legs.Select(_ => default(ScoreMoments)).ToImmutableArray();
        return await ScanAsync(shard, snapshot => MomentScan.Scan(snapshot, query, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard,
        VideoGeneration video,
        int? segment,
        CancellationToken cancellationToken)
    {
        var found = await LoadAsync(shard, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        return Result<IReadOnlyList<VectorPoint>>.Ok(
            found.Value is { } loaded
                ? PointRows.ToPoints(Visible(loaded.Rows, video.Video, video.Generation).Where(place => segment is null || place.Info.Segment == segment))
                : []);
    }

    /// <inheritdoc/>
    public async Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var found = await LoadAsync(shard, cancellationToken);
        if (!found.IsOk)
            return Result.Fail(found.Error);
        var slot = _shards.Slot(shard);
        return await slot.Waiters.WaitAsync(shard, sequence, () => slot.Sequence, timeout, cancellationToken);
    }

    /// <summary>Where the files lie.</summary>
    internal ShardPaths Paths => _shards.Paths;

    /// <summary>Deletes a shard's files, while nobody writes to it.</summary>
    internal async Task<Result> EraseAsync(ShardId shard, CancellationToken cancellationToken)
    {
        var erased = await WriteAsync(
            "index erase",
            shard,
            slot =>
            {
                slot.Unload();
                ShardFiles.Delete(_shards.Paths, shard);
                return 0;
            },
            cancellationToken);
        return erased.IsOk ? Result.Ok : erased.Error;
    }

    /// <summary>Has something done to a shard's file while nobody loads or writes it.</summary>
    internal async Task<Result<T>> HoldAsync<T>(ShardId shard, Func<ShardSlot, Result<T>> work, CancellationToken cancellationToken)
    {
        var slot = _shards.Slot(shard);
        var entered = await slot.EnterToWriteAsync(cancellationToken);
        if (!entered.IsOk)
            return entered.Error;
        try
        {
            return await Task.Run(() => work(slot), CancellationToken.None);
        }
        finally
        {
            slot.Leave();
        }
    }

    /// <summary>True where a shard is in memory.</summary>
    internal bool IsLoaded(ShardId shard) => _shards.IsLoaded(shard);

    /// <summary>The state that a search would see now, for measurements; null where there is no such shard.</summary>
    internal async Task<ShardSnapshot?> SnapshotAsync(ShardId shard, CancellationToken cancellationToken) =>
        (await LoadAsync(shard, cancellationToken)).Value?.Rows.Snapshot;

    /// <summary>Ends when no graph is being built or waits to be.</summary>
    internal Task GraphsAsync() => _graphs.SettledAsync();

    /// <summary>How many shards are in memory.</summary>
    internal int LoadedShards => _shards.LoadedShards;

    /// <summary>Closes all files.</summary>
    public void Dispose()
    {
        _sweep.Dispose();
        _graphs.Dispose();
        _instruments.Dispose();
        _shards.Dispose();
        _gate.Dispose();
    }

    private async Task<Result<VectorHits>> FindAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        if (VectorRules.Check(query) is { } malformed)
            return malformed;
        var found = await ToCompareAsync(query.Shard, query.Space, query.Legs, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        if (found.Value is { } shard)
            return await ScanAsync(shard, snapshot => _scanner.Scan(snapshot, query, cancellationToken), cancellationToken);
        var lists = query.IsSum ? 1 : query.Legs.Length;
        return new VectorHits([.. Enumerable.Repeat<IReadOnlyList<VectorHit>>([], lists)], 0, 0);
    }

    /// <summary>The shard in memory, or null where there is none; an error where its vectors are not to be compared with these.</summary>
    private async Task<Result<LoadedShard?>> ToCompareAsync(
        ShardId shard,
        SpaceId space,
        ImmutableArray<QueryLeg> legs,
        CancellationToken cancellationToken)
    {
        var found = await LoadAsync(shard, cancellationToken);
        if (!found.IsOk || found.Value is not { } loaded)
            return found;
        if (loaded.Space != space)
            return ShardWriter.SpaceMismatch(shard, loaded.Space, space);
        return VectorRules.CheckVectors(legs, loaded.Rows.Snapshot.Representations.DimensionOf) is { } wrong ? wrong : found;
    }

    private async Task<Result<T>> ScanAsync<T>(LoadedShard shard, Func<ShardSnapshot, T> scan, CancellationToken cancellationToken)
    {
        var entered = await _gate.EnterAsync(cancellationToken);
        if (!entered.IsOk)
            return entered.Error;
        using var thread = entered.Value;
        var snapshot = shard.Rows.Snapshot;
        return await Task.Run(() => scan(snapshot), cancellationToken);
    }

    private async Task<Result<long>> WriteAsync(
        string call,
        ShardId shard,
        Func<ShardSlot, Result<long>> write,
        CancellationToken cancellationToken)
    {
        using var span = VectorInstruments.Begin(call, shard);
        var start = _time.GetTimestamp();
        var slot = _shards.Slot(shard);
        var entered = await slot.EnterToWriteAsync(cancellationToken);
        if (!entered.IsOk)
            return entered.Error;
        try
        {
            var written = await Task.Run(() => Guard(shard, () => write(slot), slot), cancellationToken);
            if (written.IsOk)
            {
                _instruments.Wrote(_time.GetElapsedTime(start));
                _graphs.Consider(slot);
            }
            else
            {
                _instruments.Failed(written.Error, span);
            }

            return written;
        }
        finally
        {
            slot.Leave();
        }
    }

    /// <summary>The shard in memory, or null where there is none.</summary>
    private async Task<Result<LoadedShard?>> LoadAsync(ShardId shard, CancellationToken cancellationToken)
    {
        if (!_shards.Exists(shard))
            return ShardAway.IsMarked(_shards.Paths, shard) ? ShardAway.Refusal(shard) : Result<LoadedShard?>.Ok(null);
        var slot = _shards.Slot(shard);
        if (slot.Loaded is { } loaded)
            return loaded;
        if (ShardAway.IsMarked(_shards.Paths, shard))
            return ShardAway.Refusal(shard);

        var entered = await slot.EnterToLoadAsync(cancellationToken);
        if (!entered.IsOk)
            return entered.Error;
        try
        {
            var found = await Task.Run(() => Guard(shard, () => Result<LoadedShard?>.Ok(_shards.Load(slot)), slot), cancellationToken);
            _graphs.Consider(slot);
            return found;
        }
        finally
        {
            slot.Leave();
        }
    }

    /// <summary>Turns failures of the file into errors. Whatever failed, memory is let go: the file says what holds.</summary>
    private Result<T> Guard<T>(ShardId shard, Func<Result<T>> work, ShardSlot slot)
    {
        try
        {
            return work();
        }
        catch (Exception e)
        {
            slot.Unload();
            if (Storage.StorageErrors.From(e, _shards.Paths.File(shard)) is not { } error)
                throw;
            LogStorageFailed(_logger, shard.Tenant.Value, shard.Number, error.Reason, error.Message, e);
            return error;
        }
    }

    /// <summary>The rows of a video that a search would see now.</summary>
    private static List<RowPlace> Visible(ShardRows rows, VideoId video, int? generation)
    {
        var now = rows.Snapshot.Sequence;
        var visible = new List<RowPlace>();
        foreach (var place in rows.OfVideo(video))
            if ((generation is null || place.Info.Generation == generation) && place.Chunk.IsVisible(place.Row, now, now))
                visible.Add(place);
        return visible;
    }

    [LoggerMessage(1, LogLevel.Error, "Vector shard {Tenant}/{Shard} failed with {Reason}: {Problem}")]
    private static partial void LogStorageFailed(ILogger logger, string tenant, int shard, ErrorReason reason, string problem, Exception exception);
}
