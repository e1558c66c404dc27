using System.Text;
using Grpc.Core;
using Triad.Client;
using Triad.Evaluation.Datasets;

namespace Triad.Evaluation.Runs;

/// <summary>
/// The items of a set in a tenant's library, and, where text is looked for, its captions as videos of their own: a second of silence with a
/// caption, because the vector of text depends on nothing else. So looking for text meets captions only and looking for anything else meets none.
/// </summary>
/// <param name="client">The tenant's.</param>
/// <param name="set">The set.</param>
/// <param name="files">The media file of each item; null where there is none.</param>
/// <param name="journal">What is done already, and where it is noted.</param>
/// <param name="parallel">Uploads at the same time.</param>
internal sealed class EvaluationPool(TriadClient client, EvaluationSet set, IReadOnlyList<string?> files, EvaluationJournal journal, int parallel)
{
    public const string SetKey = "set";
    public const string Items = "plain";
    public const string Captions = "captioned";

    private const string Missing = "There is no such file.";

    /// <summary>Items that could not be put in, by name, with the reason.</summary>
    public IReadOnlyDictionary<string, string> NotIngested => set.Items
        .Select((item, index) => (item.Name, Reason: journal.RefusalOf(VideoId(Items, index))))
        .Where(item => item.Reason is not null)
        .ToDictionary(item => item.Name, item => item.Reason!);

    public static string VideoId(string kind, int index) => FormattableString.Invariant($"{kind}-{index:00000}");

    /// <summary>The number in an id that <see cref="VideoId"/> made.</summary>
    public static int IndexOf(string videoId) => int.Parse(videoId.AsSpan(videoId.LastIndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Puts the items in and waits until all of them can be found.</summary>
    public Task IngestItemsAsync(IProgressBoard display, CancellationToken cancellationToken) =>
        IngestAsync(Items, set.Items.Count, display, cancellationToken, async (index, options, cancelled) =>
        {
            if (files[index] is { } file)
                await IngestAsync(options, upload => client.Library.UploadAsync(file, upload, cancelled), cancelled);
            else
                journal.Refused(options.VideoId!, Missing);
        });

    /// <summary>Puts the first captions in and waits until all of them can be found.</summary>
    public Task IngestCaptionsAsync(int count, IProgressBoard display, CancellationToken cancellationToken) =>
        IngestAsync(Captions, count, display, cancellationToken, async (index, options, cancelled) =>
        {
            options = options with { Captions = SpokenText.CaptionsOf(set.Captions[index].Text), Name = "caption.wav" };
            await IngestAsync(
                options,
                async upload =>
                {
                    using var carrier = new MemoryStream(SpokenText.Carrier);
                    return await client.Library.UploadAsync(carrier, upload, cancelled);
                },
                cancelled);
        });

    /// <summary>Removes what was put in.</summary>
    public async Task RemoveAsync(bool captions, CancellationToken cancellationToken)
    {
        var ids = Enumerable.Range(0, set.Items.Count).Select(index => VideoId(Items, index))
            .Concat(Enumerable.Range(0, captions ? set.Captions.Count : 0).Select(index => VideoId(Captions, index)));
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, options, async (id, cancelled) => await client.Library.DeleteAsync(id, allowMissing: true, cancelled));
    }

    private async Task IngestAsync(
        string kind,
        int count,
        IProgressBoard display,
        CancellationToken cancellationToken,
        Func<int, UploadOptions, CancellationToken, Task> ingest)
    {
        var bar = display.Add($"put in: {(kind == Items ? "items" : "captions")}");
        var done = 0;
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), parallelism, async (index, cancelled) =>
        {
            var options = new UploadOptions
            {
                VideoId = VideoId(kind, index),
                Metadata = new Dictionary<string, MetadataValue> { [SetKey] = kind },
            };
            if (!journal.IsSettled(options.VideoId))
                await ingest(index, options, cancelled);
            bar.Report(Interlocked.Increment(ref done), count);
        });
    }

    private async Task IngestAsync(UploadOptions options, Func<UploadOptions, Task<Video>> upload, CancellationToken cancellationToken)
    {
        for (var isLast = false; ; isLast = true)
        {
            try
            {
                await upload(options);
                await client.Library.WaitAsync(options.VideoId!, cancellationToken: cancellationToken);
                journal.Stored(options.VideoId!);
                return;
            }
            catch (TriadException exception) when (exception.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
            {
                // Other failures are the platform's and not this video's: they end the run, which can go on later.
                if (isLast || !exception.Retryable)
                {
                    journal.Refused(options.VideoId!, $"{exception.Message.ReplaceLineEndings(" ")} [{exception.Reason}]");
                    return;
                }

                await client.Library.DeleteAsync(options.VideoId!, allowMissing: true, cancellationToken);
            }
        }
    }
}
