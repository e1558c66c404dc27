using System.Diagnostics;
using Triad.Client;

namespace Triad.Benchmarks.Silos;

/// <summary>Asks without a pause, and a second time what has failed, and writes down what became of both.</summary>
internal sealed class SearchLoad(SiloCluster cluster, string key, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly string[] Words = ["a red ring", "a blue square hops", "a yellow star", "a purple ball bounces"];

    private readonly Lock _lock = new();
    private readonly List<SearchRecord> _records = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            var record = await AskAsync(Words[i % Words.Length], cancellationToken);
            lock (_lock)
                _records.Add(record);
            await Task.Delay(Pause, time, CancellationToken.None);
        }
    }

    /// <summary>What began after a moment.</summary>
    public IReadOnlyList<SearchRecord> Since(long timestamp)
    {
        lock (_lock)
            return [.. _records.Where(record => record.Ended >= timestamp)];
    }

    /// <summary>Waits until several searches in a row that began after a moment have succeeded.</summary>
    /// <returns>When the first of them began; null where that did not come in time.</returns>
    public async Task<long?> WaitForRecoveryAsync(long since, int inARow, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < patience)
        {
            // Searches run one after another, so those that began before the kill and hang hold the others up: what a user would see.
            var after = Since(since);
            var run = after.Reverse().TakeWhile(record => record.Failure is null && record.Began >= since).Reverse().ToList();
            if (run.Count >= inARow)
                return run[0].Began;
            await Task.Delay(Pause, time, cancellationToken);
        }

        return null;
    }

    private async Task<SearchRecord> AskAsync(string words, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var (failure, wait) = await AttemptAsync(words, cancellationToken);
        var ended = Stopwatch.GetTimestamp();
        if (failure is null)
            return new SearchRecord(began, ended, null);
        await Task.Delay(wait, time, CancellationToken.None);
        var (second, _) = await AttemptAsync(words, cancellationToken);
        return new SearchRecord(began, ended, failure, second);
    }

    /// <summary>Why it failed, and how long to wait before the next one.</summary>
    private async Task<(string? Failure, TimeSpan Wait)> AttemptAsync(string words, CancellationToken cancellationToken)
    {
        try
        {
            using var client = cluster.Connect(key, Timeout, attempts: 1);
            if (client is null)
                return ("no gateway lives", RetryPause);
            await client.Search.QueryAsync(new SearchQuery().WithText(words), new SearchOptions { Limit = 5 }, cancellationToken);
            return (null, default);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (null, default);
        }
        catch (TriadException) when (cancellationToken.IsCancellationRequested)
        {
            return (null, default);
        }
        catch (TriadException fault)
        {
            return ($"{fault.Reason}: {fault.Message}", fault.RetryAfter ?? RetryPause);
        }
    }
}
