using Grpc.Core;
using Triad.Cli.Output;
using Triad.Cli.Samples;
using Triad.Client;
using Triad.Core.Evaluation;

namespace Triad.Cli.Evaluation;

/// <summary>Asks every query of every direction over the API and takes the ranks of the right answers.</summary>
internal sealed class RetrievalRun(TriadClient client, IReadOnlyList<ManifestEntry> clips, int parallel)
{
    private const int PageSize = 1000;

    /// <summary>The rank of every clip, counted from 1, a tie sharing its mean rank; the last rank where the clip was not found.</summary>
    public async Task<double[]> RanksAsync(Direction direction, ProgressDisplay display, CancellationToken cancellationToken)
    {
        var bar = display.Add(direction.Name);
        var ranks = new double[clips.Count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, clips.Count), options, async (index, cancelled) =>
        {
            ranks[index] = await RankAsync(direction, index, cancelled);
            bar.Report(100.0 * Interlocked.Increment(ref done) / clips.Count, $"{done} of {clips.Count}");
        });
        return ranks;
    }

    private async Task<double> RankAsync(Direction direction, int index, CancellationToken cancellationToken)
    {
        var set = direction.NeedsCaptions ? EvaluationPool.Captioned : EvaluationPool.Plain;
        var options = new SearchOptions
        {
            Representations = [direction.Target.ToShortName()],
            Filter = SearchFilter.All(FilterCondition.MetadataEquals(EvaluationPool.SetKey, set)),
            GroupBy = ResultGrouping.Video,
            Limit = PageSize,
        };
        try
        {
            var expected = EvaluationPool.VideoId(set, index);
            var scores = new List<double>();
            var found = -1;
            await foreach (var hit in client.Search.AllAsync(QueryOf(direction, index), options, cancellationToken))
            {
                if (hit.VideoId == expected)
                    found = scores.Count;
                scores.Add(hit.Score);
            }

            return found < 0 ? clips.Count : RetrievalRank.Of([.. scores], found);
        }
        catch (TriadException exception) when (exception.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            // The clip that asks could not be put in.
            return clips.Count;
        }
    }

    /// <summary>Text is asked as words; other modalities by the stored clip, whose own vector of them is the query's.</summary>
    private SearchQuery QueryOf(Direction direction, int index) => direction.Query == Modalities.Text
        ? clips[index].Captions[0]
        : new SearchQuery().WithStoredVideo(EvaluationPool.VideoId(EvaluationPool.Plain, index), modalities: direction.Query);
}
