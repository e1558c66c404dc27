using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Probing;
using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>Reads media with FFmpeg in the sandbox: one process decodes the frames and the sound of a file.</summary>
internal sealed class FfmpegMediaDecoder(
    IFfmpegEnvironment environment,
    MediaProber prober,
    IOptions<MediaOptions> options,
    TimeProvider time) : IMediaDecoder
{
    // One segment decoded ahead keeps the decoder busy while a segment is embedded.
    private const int SegmentsAhead = 1;

    /// <inheritdoc/>
    public Task<Result<MediaInfo>> ProbeAsync(string path, MediaKind kind, CancellationToken cancellationToken) =>
        prober.ProbeAsync(path, kind, isBackground: false, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<MediaInfo>> ProbeBehindAsync(string path, MediaKind kind, CancellationToken cancellationToken) =>
        prober.ProbeAsync(path, kind, isBackground: true, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Result<DecodedItem>> DecodeAsync(
        string path,
        MediaInfo info,
        MediaKind kind,
        DecodeSettings settings,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var plan = DecodePlan.Of(info, kind, settings);
        if (plan.Modalities == Modalities.None)
        {
            yield return FfmpegFailure.Unsupported("has nothing of the kind that was asked for");
            yield break;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<Result<DecodedItem>>(SegmentsAhead);
        var decoding = FillAsync(channel.Writer, path, plan, stop.Token);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken))
                yield return item;
        }
        finally
        {
            await stop.CancelAsync();
            await decoding;
        }
    }

    private async Task FillAsync(
        ChannelWriter<Result<DecodedItem>> writer,
        string path,
        DecodePlan plan,
        CancellationToken cancellationToken)
    {
        try
        {
            var tools = await environment.GetAsync(cancellationToken);
            var timeline = await ScanAsync(tools, path, plan, cancellationToken);
            if (timeline.IsOk)
                await DecodeAsync(tools, writer, path, plan, timeline.Value, cancellationToken);
            else
                await writer.WriteAsync(timeline.Error, cancellationToken);
            writer.Complete();
        }
        catch (Exception failure)
        {
            // The reader gets it, cancellation included.
            writer.Complete(failure);
        }
    }

    // Recordings of a broadcast are joined with no more than their bytes, and the first of them says nothing of the others: their packets are always looked
    // at. Of other files only those are that say that they are too long; perhaps a gap makes them so.
    private async Task<Result<TimelineSource>> ScanAsync(FfmpegTools tools, string path, DecodePlan plan, CancellationToken cancellationToken)
    {
        var longest = plan.Settings.MaxDuration;
        var isTooLong = plan.Info.Duration > longest;
        Timeline? known = null;
        if (!plan.IsPicture && (isTooLong || Container.IsJoinable(plan.Info.Container)))
        {
            var scanned = await Read(cancellationToken);
            if (scanned is { IsOk: true, Value.Footage: > 0 })
                known = scanned.Value;
            if (isTooLong && (known is null || TimeSpan.FromSeconds(known.Footage) > longest))
                return DecodeErrors.TooLong(known is null ? plan.Info.Duration : TimeSpan.FromSeconds(known.Footage), longest);
        }

        return new TimelineSource(known, Read);

        Task<Result<Timeline>> Read(CancellationToken stop) => PacketScan.ReadAsync(tools, path, plan.Info, longest, options.Value, stop);
    }

    private async Task DecodeAsync(
        FfmpegTools tools,
        ChannelWriter<Result<DecodedItem>> writer,
        string path,
        DecodePlan plan,
        TimelineSource timeline,
        CancellationToken cancellationToken)
    {
        var (count, outcome) = await RunAsync(tools, writer, path, plan, timeline, cancellationToken);
        if (count == 0 && outcome.IsWorthTryingAlone)
        {
            // A stream whose decoder cannot even be opened ends FFmpeg before the first frame: then each one is tried alone.
            foreach (var modality in plan.Modalities.Parts())
            {
                var (alone, own) = await RunAsync(tools, writer, path, plan.Only(modality), timeline, cancellationToken);
                if (alone == 0)
                    continue;
                var chosen = plan.Info.Streams.First(stream => stream.Modality == modality).Index;
                outcome = own with
                {
                    Failures = [.. own.Failures, .. outcome.Failures.Where(failure => failure.Modality != modality)],

                    // Errors that name no stream are the broken one's.
                    Notices =
                    [
                        .. own.Notices.Where(notice => notice.Stream is not null || notice.Reason != NoticeReason.Damaged),
                        .. outcome.Notices.Where(notice => notice.Stream is { } stream && stream.Index != chosen),
                    ],
                };
                break;
            }
        }

        if (outcome.Fatal is null && !plan.IsPicture && DecodeNotices.Unread(JoinedParts.Count(path, plan.Info.Container), outcome.Notices) is { } unread)
            outcome = outcome with { Notices = [.. outcome.Notices, unread] };
        await writer.WriteAsync(outcome.Fatal is { } fatal ? fatal : new DecodedItem(null, outcome.Failures) { Notices = outcome.Notices }, cancellationToken);
    }

    private async Task<(int Segments, DecodeOutcome Outcome)> RunAsync(
        FfmpegTools tools,
        ChannelWriter<Result<DecodedItem>> writer,
        string path,
        DecodePlan plan,
        TimelineSource timeline,
        CancellationToken cancellationToken)
    {
        await using var session = await DecodeSession.StartAsync(tools, path, plan, timeline, options.Value, time);
        for (var count = 0; ; count++)
        {
            var next = await session.NextAsync(cancellationToken);
            if (!next.IsOk)
                return (count, new DecodeOutcome(next.Error, []));
            if (next.Value is null)
                return (count, await session.FinishAsync(cancellationToken));
            await writer.WriteAsync(new DecodedItem(next.Value, []), cancellationToken);
        }
    }
}
