using System.Collections.Concurrent;
using Triad.Client;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Silos;

/// <summary>
/// Uploads clips, waits until each is ready, deletes some; every call is repeated until it is acknowledged, so that its outcome is known in the end.
/// </summary>
internal sealed class UploadLoad(SiloCluster cluster, string key, string clips, int seed, TimeProvider time)
{
    private const int Uploaders = 3;
    private const int DeleteOneIn = 5;

    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string[] _files = [.. Directory.GetFiles(clips, "sample-*.mp4").Order(StringComparer.Ordinal)];
    private int _last;

    /// <summary>Acknowledged uploads, with the clip of each.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    /// <summary>Acknowledged deletions.</summary>
    public ConcurrentDictionary<string, bool> Deleted { get; } = new();

    /// <summary>Acknowledged uploads that are not seen to be ready yet, with what was told of each last.</summary>
    public ConcurrentDictionary<string, string> Waiting { get; } = new();

    /// <summary>Uploads that failed for good; there should be none.</summary>
    public ConcurrentBag<string> Failed { get; } = [];

    public Task RunAsync(CancellationToken stop, CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, Uploaders).Select(number => RunAsync(new Random(seed + number), stop, cancellationToken)));

    private async Task RunAsync(Random random, CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = FormattableString.Invariant($"v{Interlocked.Increment(ref _last):0000}");
            var clip = _files[random.Next(_files.Length)];

            // One request, however often it is repeated: a repeat of what has been made is answered with it.
            var options = new UploadOptions { VideoId = id, RequestId = $"request-{id}" };
            await UntilDoneAsync(client => client.Library.UploadAsync(clip, options, cancellationToken), cancellationToken);
            Acknowledged[id] = IOPath.GetFileName(clip);
            Waiting[id] = "not told yet";
            await UntilDoneAsync(client => WaitAsync(client, id, cancellationToken), cancellationToken);
            Waiting.TryRemove(id, out _);
            if (random.Next(DeleteOneIn) > 0)
                continue;
            await UntilDoneAsync(client => client.Library.DeleteAsync(id, allowMissing: true, cancellationToken), cancellationToken);
            Deleted[id] = true;
        }
    }

    private async Task WaitAsync(TriadClient client, string id, CancellationToken cancellationToken)
    {
        await foreach (var change in client.Library.WatchAsync(id, cancellationToken: cancellationToken))
        {
            Waiting[id] = FormattableString.Invariant($"{change.State}, {change.Activity}, at {time.GetUtcNow():T}");
            if (change.State == VideoState.Failed)
                Failed.Add($"{id}: {change.Activity}");
        }
    }

    private async Task UntilDoneAsync(Func<TriadClient, Task> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var client = cluster.Connect(key, CallTime, attempts: 1);
                if (client is not null)
                {
                    await call(client);
                    return;
                }
            }
            catch (TriadException fault) when (fault.Retryable || fault.IsDeadline)
            {
                // Its outcome is not known: it is asked again.
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
