using Grpc.Core;
using Triad.Client;
using Triad.Evaluation.Metrics;

namespace Triad.Evaluation.LongVideos;

/// <summary>Puts the videos of a manifest in, once for each strategy, and asks with each caption for the video that it describes.</summary>
public sealed class LongRun(TriadClient client, IReadOnlyList<LongVideo> videos, int parallel)
{
    private const string SetKey = "strategy";
    private const int PageSize = 1000;

    /// <summary>Puts one strategy's videos in. Returns those that could not be put in, each with the reason.</summary>
    public async Task<IReadOnlyList<string>> IngestAsync(string strategy, LongInput longInput, IProgressBoard display, CancellationToken cancellationToken)
    {
        var failed = new string?[videos.Count];
        await EachAsync($"{strategy}: ingest", display, async (index, cancelled) =>
        {
            var upload = new UploadOptions
            {
                VideoId = IdOf(strategy, index),
                LongInput = longInput,
                Metadata = new Dictionary<string, MetadataValue> { [SetKey] = strategy },
            };
            try
            {
                await client.Library.UploadAndWaitAsync(videos[index].File, upload, cancellationToken: cancelled);
            }
            catch (TriadException exception) when (exception.StatusCode != StatusCode.Unavailable)
            {
                failed[index] = $"{Path.GetFileName(videos[index].File)}: {exception.Message}";
            }
        }, cancellationToken);
        return [.. failed.OfType<string>()];
    }

    /// <summary>The rank of every caption's video, counted from 1, a tie sharing its mean rank; infinite where it was not found.</summary>
    public async Task<double[]> RanksAsync(string strategy, string name, SearchLevel level, IProgressBoard display, CancellationToken cancellationToken)
    {
        var ranks = new double[videos.Count];
        await EachAsync($"{name}: ask", display, async (index, cancelled) =>
        {
            var options = new SearchOptions
            {
                Representations = [(Modalities.Video | Modalities.Audio).ToShortName()],
                Filter = SearchFilter.All(FilterCondition.MetadataEquals(SetKey, strategy)),
                Level = level,
                GroupBy = ResultGrouping.Video,
                Limit = PageSize,
            };
            var scores = new List<double>();
            var found = -1;
            await foreach (var hit in client.Search.AllAsync(videos[index].Caption, options, cancelled))
            {
                if (hit.VideoId == IdOf(strategy, index))
                    found = scores.Count;
                scores.Add(hit.Score);
            }

            ranks[index] = found < 0 ? double.PositiveInfinity : RetrievalRank.Of([.. scores], found);
        }, cancellationToken);
        return ranks;
    }

    private static string IdOf(string strategy, int index) => FormattableString.Invariant($"{strategy}-{index:00000}");

    private async Task EachAsync(string what, IProgressBoard display, Func<int, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var bar = display.Add(what);
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, videos.Count), options, async (index, cancelled) =>
        {
            await work(index, cancelled);
            bar.Report(Interlocked.Increment(ref done), videos.Count);
        });
    }
}
