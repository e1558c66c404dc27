using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Triad.Vectors.Rows;
using Triad.Vectors.Shards;
using Triad.Vectors.Storage;

namespace Triad.Vectors.Graphs;

/// <summary>
/// Builds graphs in the background, on threads of its own, one set of rows after another, and reads back what it built before. Until a
/// graph is there, and where none can be had, its rows are scanned.
/// </summary>
internal sealed partial class GraphKeeper : IDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly EmbeddedVectorIndexOptions _options;
    private readonly ShardPaths _paths;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<ShardSlot> _waiting = [];
    private readonly HashSet<ShardSlot> _known = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource? _settled;
    private Thread? _thread;
    private int _open;
    private int _toldOfLibrary;

    public GraphKeeper(EmbeddedVectorIndexOptions options, ShardPaths paths, ILogger logger) =>
        (_options, _paths, _logger) = (options, paths, logger);

    /// <summary>Looks whether a shard needs graphs, after it was loaded or written. Waits for nothing.</summary>
    public void Consider(ShardSlot slot)
    {
        if (_options.GraphFromRowsOf(slot.Shard.Tenant) is not { } fromRows
            || slot.Loaded is not { } shard
            || !GraphRules.Needed(shard.Rows.Snapshot, fromRows, shard.WithoutGraph).Any())
        {
            return;
        }

        lock (_lock)
        {
            if (_stop.IsCancellationRequested || !HasLibrary() || !_known.Add(slot))
                return;
            _open++;
            _waiting.Add(slot);
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "graphs" };
                _thread.Start();
            }
        }
    }

    /// <summary>Ends when nothing is left to build, for tests and measurements.</summary>
    public Task SettledAsync()
    {
        lock (_lock)
        {
            if (_open == 0)
                return Task.CompletedTask;
            _settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _settled.Task;
        }
    }

    public void Dispose()
    {
        Thread? thread;
        lock (_lock)
        {
            if (_stop.IsCancellationRequested)
                return;
            _stop.Cancel();
            thread = _thread;
        }

        // A graph under way stops at its next row.
        if (thread is null || thread.Join(StopPatience))
        {
            _waiting.Dispose();
            _stop.Dispose();
        }
    }

    private bool HasLibrary()
    {
        if (GraphLibrary.IsThere)
            return true;
        if (Interlocked.Exchange(ref _toldOfLibrary, 1) == 0)
            LogNoLibrary(_logger);
        return false;
    }

    private void Run()
    {
        try
        {
            foreach (var slot in _waiting.GetConsumingEnumerable(_stop.Token))
            {
                lock (_lock)
                    _known.Remove(slot);
                Keep(slot);
                lock (_lock)
                {
                    if (--_open > 0)
                        continue;
                    _settled?.TrySetResult();
                    _settled = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The index closes.
        }
    }

    private void Keep(ShardSlot slot)
    {
        if (_options.GraphFromRowsOf(slot.Shard.Tenant) is not { } fromRows || slot.Loaded is not { } shard)
            return;
        foreach (var partition in GraphRules.Needed(shard.Rows.Snapshot, fromRows, shard.WithoutGraph).ToList())
        {
            try
            {
                Keep(slot, shard, partition, fromRows);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever it was, the rows are there and are scanned.
                shard.WithoutGraph[partition] = GraphRules.Rows(shard.Rows.Snapshot, partition);
                LogFailed(_logger, slot.Shard.Tenant.Value, slot.Shard.Number, e.Message, e);
            }
        }
    }

    private void Keep(ShardSlot slot, LoadedShard shard, int partition, int fromRows)
    {
        var path = _paths.Graph(slot.Shard, partition);
        var snapshot = shard.Rows.Snapshot;
        var dimension = snapshot.Partitions[partition][0].Chunk.Dimension;
        var graph = snapshot.Graphs.GetValueOrDefault(partition);
        if (graph is null && GraphFile.Read(path, partition, dimension) is { } saved)
        {
            Attach(slot, shard, partition, saved);
            if (slot.Loaded != shard)
                return; // It left memory meanwhile: its graph comes with it again.
            snapshot = shard.Rows.Snapshot;
            graph = snapshot.Graphs.GetValueOrDefault(partition);
            if (graph is not null && !GraphRules.Needed(snapshot, fromRows, shard.WithoutGraph).Contains(partition))
                return;
        }

        if (graph is { IsStale: true })
            graph = null;
        var more = Uncovered(snapshot, partition, graph);
        if (more.Count + (graph?.Covered ?? 0) < fromRows)
            return;
        if (GraphBuilder.Build(graph, more, dimension, _options.GraphThreads, _stop.Token) is not { } built)
        {
            shard.WithoutGraph[partition] = GraphRules.Rows(snapshot, partition);
            LogUseless(_logger, slot.Shard.Tenant.Value, slot.Shard.Number, partition);
            return;
        }

        GraphFile.Write(path, partition, built);
        Attach(slot, shard, partition, built);
        LogBuilt(_logger, slot.Shard.Tenant.Value, slot.Shard.Number, partition, built.Keys.Count, built.Breadth);
    }

    private static List<RowPlace> Uncovered(ShardSnapshot snapshot, int partition, RowGraph? graph)
    {
        var places = new List<RowPlace>();
        foreach (var (chunk, count) in snapshot.Partitions[partition])
        {
            var covered = graph?.CoveredOf(chunk);
            for (var row = 0; row < count; row++)
                if ((covered is null || !RowGraph.IsCovered(covered, row)) && chunk.IsVisible(row, snapshot.Sequence, snapshot.Sequence))
                    places.Add(new RowPlace(chunk, row));
        }

        return places;
    }

    // Under the gate, since rows may have been replaced, deleted or moved meanwhile: what counts is what the shard holds now.
    private RowGraph? Attach(ShardSlot slot, LoadedShard shard, int partition, GraphContent content)
    {
        slot.Enter(_stop.Token);
        try
        {
            return slot.Loaded == shard ? shard.Rows.Attach(partition, content) : null;
        }
        finally
        {
            slot.Leave();
        }
    }

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "Vector shards have no graphs and are scanned: USearch's library is not there for this system, or libgomp or libstdc++ is missing")]
    private static partial void LogNoLibrary(ILogger logger);

    [LoggerMessage(11, LogLevel.Warning, "The graph of vector shard {Tenant}/{Shard} failed, and its rows are scanned: {Problem}")]
    private static partial void LogFailed(ILogger logger, string tenant, int shard, string problem, Exception exception);

    [LoggerMessage(
        12,
        LogLevel.Information,
        "Rows of set {Set} of vector shard {Tenant}/{Shard} lie so that a graph does not find them; they are scanned")]
    private static partial void LogUseless(ILogger logger, string tenant, int shard, int set);

    [LoggerMessage(
        13,
        LogLevel.Information,
        "Set {Set} of vector shard {Tenant}/{Shard} has a graph of {Rows} rows; searches ask for {Breadth}")]
    private static partial void LogBuilt(ILogger logger, string tenant, int shard, int set, int rows, int breadth);
}
