using System.Text;
using Triad.Cli.Output;
using Triad.Cli.Samples;
using Triad.Client;

namespace Triad.Cli.Evaluation;

/// <summary>
/// The clips of a manifest in a tenant's library: once as they are, and where text is a target once more with their caption, so that
/// looking for text meets captions only and looking for anything else meets none.
/// </summary>
internal sealed class EvaluationPool(TriadClient client, IReadOnlyList<ManifestEntry> clips, string folder, int parallel)
{
    public const string SetKey = "set";
    public const string Plain = "plain";
    public const string Captioned = "captioned";

    private readonly bool[] _failed = new bool[clips.Count];

    public IReadOnlyList<string> NotIngested => [.. clips.Where((_, index) => _failed[index]).Select(clip => clip.File)];

    public static string VideoId(string set, int index) => FormattableString.Invariant($"{set}-{index:00000}");

    /// <summary>Puts one set in and waits until all of it can be found.</summary>
    public async Task IngestAsync(string set, ProgressDisplay display, CancellationToken cancellationToken)
    {
        var bar = display.Add($"{set} clips");
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, clips.Count), options, async (index, cancelled) =>
        {
            await IngestAsync(set, index, cancelled);
            bar.Report(100.0 * Interlocked.Increment(ref done) / clips.Count, $"{done} of {clips.Count}");
        });
    }

    /// <summary>Removes what was put in.</summary>
    public async Task RemoveAsync(string set, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, clips.Count), options, async (index, cancelled) =>
            await client.Library.DeleteAsync(VideoId(set, index), allowMissing: true, cancelled));
    }

    private async Task IngestAsync(string set, int index, CancellationToken cancellationToken)
    {
        var clip = clips[index];
        var upload = new UploadOptions
        {
            VideoId = VideoId(set, index),
            Metadata = new Dictionary<string, MetadataValue> { [SetKey] = set },
            Captions = set == Captioned ? CaptionOf(clip) : null,
        };
        try
        {
            await client.Library.UploadAndWaitAsync(Path.Combine(folder, clip.File), upload, cancellationToken: cancellationToken);
        }
        catch (TriadException)
        {
            _failed[index] = true;
        }
    }

    private static Captions CaptionOf(ManifestEntry clip)
    {
        var end = TimeSpan.FromSeconds(clip.Seconds > 0 ? clip.Seconds : 1);
        var text = FormattableString.Invariant($"WEBVTT\n\n00:00:00.000 --> {end:hh\\:mm\\:ss\\.fff}\n{clip.Captions[0]}\n");
        return new Captions(Encoding.UTF8.GetBytes(text), CaptionFormat.WebVtt);
    }
}
