using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Graphs;
using Triad.Vectors.Rows;
using Triad.Vectors.Scanning;
using Triad.Vectors.Shards;

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
        var found = await LoadAsync(query.Shard, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        if (found.Value is not { } shard)
            return new VectorHits([.. query.Legs.Select(_ => (IReadOnlyList<VectorHit>)[])], 0, 0);
        if (shard.Space != query.Space)
            return ShardWriter.SpaceMismatch(query.Shard, shard.Space, query.Space);
        if (VectorRules.CheckVectors(query, shard.Rows.Snapshot.Representations.DimensionOf) is { } wrong)
            return wrong;

        var entered = await _gate.EnterAsync(cancellationToken);
        if (!entered.IsOk)
            return entered.Error;
        using var thread = entered.Value;
        var snapshot = shard.Rows.Snapshot;
        return await Task.Run(() => _scanner.Scan(snapshot, query, cancellationToken), cancellationToken);
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
            return Result<LoadedShard?>.Ok(null);
        var slot = _shards.Slot(shard);
        if (slot.Loaded is { } loaded)
            return loaded;

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
