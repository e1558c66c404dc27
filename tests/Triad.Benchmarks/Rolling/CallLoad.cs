using System.Collections.Concurrent;
using System.Diagnostics;
using Triad.Benchmarks.Silos;
using Triad.Client;

namespace Triad.Benchmarks.Rolling;

/// <summary>Clients that search, look at a video and list the library in turn, and make a call that failed once more, as the SDK does.</summary>
internal sealed class CallLoad(SiloCluster cluster, string key, string video, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly string[] Words = ["a red ring", "a blue square hops", "a yellow star", "a purple ball bounces"];

    private readonly ConcurrentQueue<CallRecord> _records = new();

    /// <summary>All calls that have ended.</summary>
    public IReadOnlyCollection<CallRecord> Records => _records;

    public Task RunAsync(int callers, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, callers).Select(caller => RunOneAsync(caller, stop)));

    private async Task RunOneAsync(int caller, CancellationToken stop)
    {
        for (var i = caller; !stop.IsCancellationRequested; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var (failure, wait) = await AttemptAsync(i);
            string? second = null;
            if (failure is not null)
            {
                await Task.Delay(wait, time, CancellationToken.None);
                (second, _) = await AttemptAsync(i);
            }

            _records.Enqueue(new CallRecord(began, Stopwatch.GetTimestamp(), failure, second));
            await Task.Delay(Pause, time, CancellationToken.None);
        }
    }

    private async Task<(string? Failure, TimeSpan Wait)> AttemptAsync(int number)
    {
        try
        {
            using var client = cluster.Connect(key, Timeout, attempts: 1);
            if (client is null)
                return ("no gateway serves", RetryPause);
            switch (number % 4)
            {
                case 0:
                    await client.Library.GetAsync(video);
                    break;
                case 1:
                    await client.Library.ListPageAsync(new ListVideosOptions { PageSize = 5 });
                    break;
                default:
                    await client.Search.QueryAsync(new SearchQuery().WithText(Words[number % Words.Length]), new SearchOptions { Limit = 5 });
                    break;
            }

            return (null, default);
        }
        catch (TriadException fault)
        {
            return ($"{fault.Reason}: {fault.Message}", fault.RetryAfter ?? RetryPause);
        }
    }
}
