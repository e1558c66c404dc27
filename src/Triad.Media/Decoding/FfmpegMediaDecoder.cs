using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Probing;

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
        prober.ProbeAsync(path, kind, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Result<DecodedItem>> DecodeAsync(
        string path,
        MediaInfo info,
        MediaKind kind,
        DecodeSettings settings,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (info.Duration > settings.MaxDuration)
        {
            yield return DecodeErrors.TooLong(info.Duration, settings.MaxDuration);
            yield break;
        }

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
            await DecodeAsync(writer, path, plan, cancellationToken);
            writer.Complete();
        }
        catch (Exception failure)
        {
            // The reader gets it, cancellation included.
            writer.Complete(failure);
        }
    }

    private async Task DecodeAsync(
        ChannelWriter<Result<DecodedItem>> writer,
        string path,
        DecodePlan plan,
        CancellationToken cancellationToken)
    {
        var tools = await environment.GetAsync(cancellationToken);
        var (count, outcome) = await RunAsync(tools, writer, path, plan, cancellationToken);
        if (count == 0 && outcome.IsWorthTryingAlone)
        {
            // A stream whose decoder cannot even be opened ends FFmpeg before the first frame: then each one is tried alone.
            foreach (var modality in plan.Modalities.Parts())
            {
                var (alone, own) = await RunAsync(tools, writer, path, plan.Only(modality), cancellationToken);
                if (alone == 0)
                    continue;
                outcome = own with { Failures = [.. own.Failures, .. outcome.Failures.Where(failure => failure.Modality != modality)] };
                break;
            }
        }

        await writer.WriteAsync(outcome.Fatal is { } fatal ? fatal : new DecodedItem(null, outcome.Failures), cancellationToken);
    }

    private async Task<(int Segments, DecodeOutcome Outcome)> RunAsync(
        FfmpegTools tools,
        ChannelWriter<Result<DecodedItem>> writer,
        string path,
        DecodePlan plan,
        CancellationToken cancellationToken)
    {
        await using var session = await DecodeSession.StartAsync(tools, path, plan, options.Value, time);
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
