using System.Diagnostics;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Samples;
using Triad.Client;

namespace Triad.Cli.Demo;

/// <summary>The demo on a running platform: onboard a tenant, put the clips in, ask.</summary>
internal sealed class DemoRun(TriadClient @operator, Func<string, TriadClient> connect, string tenantId, SampleSet samples, CommandOutput output)
{
    private const int Parallel = 4;

    public async Task<DemoReport> RunAsync(string package, int? seed, CancellationToken cancellationToken)
    {
        var options = new CreateTenantOptions { DisplayName = "Demo", ModelPackage = package };
        var tenant = await @operator.Tenants.CreateAsync(tenantId, options, cancellationToken);
        var key = await @operator.Tenants.CreateKeyAsync(
            tenantId, [KeyScope.Search, KeyScope.Ingest], "demo", cancellationToken: cancellationToken);
        output.Note($"Tenant '{tenant.Id}' is onboarded; its space is {tenant.Space}.");

        using var client = connect(key.Key);
        var started = Stopwatch.GetTimestamp();
        var videos = await ProgressDisplay.RunAsync(output, display => IngestAsync(client, display, cancellationToken));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.Note($"{videos.Count} clips are in after {Tables.Number(seconds, 1)} s.");

        var answers = new List<DemoAnswer>();
        foreach (var query in samples.Queries)
            answers.Add(await AskAsync(client, query, videos[^1].Watermark, cancellationToken));
        return new DemoReport(seed, tenant.Space, videos.Count, Math.Round(seconds, 2), answers);
    }

    private async Task<IReadOnlyList<Video>> IngestAsync(TriadClient client, ProgressDisplay display, CancellationToken cancellationToken)
    {
        var videos = new Video[samples.Clips.Count];
        var bar = display.Add("clips");
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, videos.Length), options, async (index, cancelled) =>
        {
            var clip = samples.Clips[index];
            videos[index] = await client.Library.UploadAndWaitAsync(
                Path.Combine(samples.Folder, clip.File), new UploadOptions { VideoId = clip.VideoId }, cancellationToken: cancelled);
            bar.Report(100.0 * Interlocked.Increment(ref done) / videos.Length, clip.File);
        });
        return videos;
    }

    private async Task<DemoAnswer> AskAsync(TriadClient client, DemoQuery query, string watermark, CancellationToken cancellationToken)
    {
        var options = new SearchOptions
        {
            GroupBy = ResultGrouping.Video,
            Limit = samples.Clips.Count,
            WaitFor = watermark,
            ExcludeStoredParts = true,
        };
        var page = await client.Search.QueryAsync(await samples.ToSearchQueryAsync(query, cancellationToken), options, cancellationToken);
        var expected = Path.GetFileNameWithoutExtension(query.Expected);
        var (rank, hit) = page.Hits.Index().FirstOrDefault(entry => entry.Item.VideoId == expected);
        return new DemoAnswer(
            query.Id,
            query.Kind,
            expected,
            hit is null ? null : rank + 1,
            hit?.Score,
            hit?.Span,
            page.Hits.Count > 0 ? page.Hits[0].VideoId : null,
            query.Parts.FirstOrDefault(part => part.Text is not null)?.Text);
    }
}
