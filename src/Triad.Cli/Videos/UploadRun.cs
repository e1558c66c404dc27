using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Videos;

/// <summary>Uploads files, several at a time. What happens to one leaves the others alone.</summary>
/// <param name="client">The tenant's.</param>
/// <param name="options">What is said about every file.</param>
/// <param name="captions">The captions, where they are not those beside a file.</param>
/// <param name="waits">Whether an upload ends when the video can be found.</param>
internal sealed class UploadRun(TriadClient client, UploadOptions options, string? captions, bool waits)
{
    // The rest of a bar is for what comes after the bytes.
    private const double SentPercent = 99;

    public async Task<IReadOnlyList<UploadOutcome>> RunAsync(
        IReadOnlyList<UploadFile> files, int parallel, ProgressDisplay display, CancellationToken cancellationToken)
    {
        var outcomes = new UploadOutcome[files.Count];
        var all = files.Count > 1 ? display.Add("all") : null;
        var done = 0;
        var loop = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, files.Count), loop, async (index, cancelled) =>
        {
            var bar = display.Add(files[index].Shown);
            outcomes[index] = await UploadAsync(files[index], bar, cancelled);
            bar.End();
            all?.Report(Interlocked.Increment(ref done), files.Count);
        });
        return outcomes;
    }

    private async Task<UploadOutcome> UploadAsync(UploadFile file, ProgressItem bar, CancellationToken cancellationToken)
    {
        Video? video = null;
        try
        {
            var text = captions ?? file.Captions;
            video = await client.Library.UploadAsync(
                file.Path,
                options with
                {
                    Captions = text is null ? null : await Captions.FromFileAsync(text, cancellationToken),
                    Progress = new ImmediateProgress<UploadProgress>(sent => bar.Report(SentPercent * sent.SentBytes / Math.Max(1, sent.TotalBytes ?? 1), "uploading")),
                },
                cancellationToken);
            if (waits)
            {
                var progress = new ImmediateProgress<VideoEvent>(change =>
                {
                    video = change.Video ?? video;
                    bar.Report(change.ProgressPercent, $"{change.State} {change.Activity}");
                });
                video = await client.Library.WaitAsync(video.Id, progress, cancellationToken);
            }

            return new UploadOutcome(file.Path, video, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && FailureReport.Of(exception) is { } report)
        {
            return new UploadOutcome(file.Path, await AsItIsAsync(video, cancellationToken), report with { Message = $"{file.Shown}: {report.Message}" });
        }
    }

    // The failure may have come without the video that it has changed.
    private async Task<Video?> AsItIsAsync(Video? video, CancellationToken cancellationToken)
    {
        if (video is null or { IsFinal: true })
            return video;
        try
        {
            return await client.Library.GetAsync(video.Id, cancellationToken);
        }
        catch (TriadException)
        {
            return video;
        }
    }
}
