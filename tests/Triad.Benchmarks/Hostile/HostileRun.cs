using Triad.Benchmarks.Hostile.Files;
using Triad.Client;

namespace Triad.Benchmarks.Hostile;

/// <summary>Puts every file in as a video and asks with it as sound, picture and video.</summary>
internal sealed class HostileRun(HostileServer server, HostileFiles files, HostileTally tally, TimeSpan patience, bool asksAll, TextWriter log)
{
    private const int Shown = 100;
    private static readonly string[] Kinds = ["audio", "image", "video"];
    private int _done;

    public Task RunAsync(int first, int count, int parallel, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(first, count),
        new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
        async (index, cancel) =>
        {
            var file = files.Make(index);
            var what = $"file {index} ({file.Family}, {file.Name}, {file.Bytes.Length} bytes)";
            tally.Add($"{what} as an upload", await EndAsync((client, stop) => UploadAsync(client, index, file, stop), cancel));
            foreach (var kind in asksAll ? Kinds : [Kinds[index % Kinds.Length]])
                tally.Add($"{what} as {kind} of a query", await EndAsync((client, stop) => AskAsync(client, kind, file, stop), cancel));
            if (Interlocked.Increment(ref _done) % Shown == 0)
                await log.WriteLineAsync($"{_done} of {count} files");
        });

    private static async Task<Ending> UploadAsync(TriadClient client, int index, HostileFile file, CancellationToken cancellationToken)
    {
        var id = $"h-{index:00000}";
        await client.Library.UploadAsync(new MemoryStream(file.Bytes), new UploadOptions { VideoId = id, Name = file.Name }, cancellationToken);
        await foreach (var change in client.Library.WatchAsync(id, cancellationToken: cancellationToken))
            if (change.Video is { IsFinal: true } video)
                return Ending.Of(video);
        return Ending.Of(await client.Library.GetAsync(id, cancellationToken));
    }

    private static async Task<Ending> AskAsync(TriadClient client, string kind, HostileFile file, CancellationToken cancellationToken)
    {
        var query = kind switch
        {
            "audio" => new SearchQuery().WithAudio(file.Bytes),
            "image" => new SearchQuery().WithImage(file.Bytes),
            _ => new SearchQuery().WithVideo(file.Bytes),
        };
        await client.Search.QueryAsync(query, cancellationToken: cancellationToken);
        return Ending.Answered;
    }

    private async Task<Ending> EndAsync(Func<TriadClient, CancellationToken, Task<Ending>> act, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var client = server.Client;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stop.CancelAfter(patience);
            try
            {
                return await act(client, stop.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new Ending(null, $"no end within {patience.TotalSeconds} s");
            }
            catch (TriadException refusal)
            {
                if (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                    return new Ending(null, $"no end within {patience.TotalSeconds} s");

                // Whose file killed it is not known: all that were on their way are tried once more.
                if (!await server.ReviveAsync(client) || !isFirst)
                    return Ending.Of(refusal);
            }
        }
    }
}
