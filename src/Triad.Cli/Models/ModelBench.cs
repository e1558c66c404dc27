using System.Diagnostics;
using Triad.Cli.Invocation;
using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Cli.Models;

/// <summary>Measures a package in this process: a video decoded and embedded segment after segment as an ingest does, then queries.</summary>
internal sealed class ModelBench(LoadedModel loaded)
{
    private const int Queries = 20;
    private const double Minute = 60;

    private ModelInfo Model => loaded.Embedder.Model;

    /// <summary>Measures.</summary>
    /// <param name="video">The video.</param>
    /// <param name="loadSeconds">How long the package took to load.</param>
    /// <param name="memoryBefore">The process's memory before that.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<BenchReport> RunAsync(string video, double loadSeconds, long memoryBefore, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var segments = await DecodeAsync(video, cancellationToken);
        var decoding = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var length = segments[^1].Span.End.TotalSeconds;

        // The first pass of a graph costs more than the others, and what was looked at before may cost nothing.
        await EmbedAsync(MediaOf(NegativeOf(segments[0])), EmbedPriority.Ingest, cancellationToken);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        started = Stopwatch.GetTimestamp();
        foreach (var segment in segments)
            await EmbedAsync(MediaOf(segment), EmbedPriority.Ingest, cancellationToken);
        var embedding = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        var processor = (process.TotalProcessorTime - before).TotalSeconds;

        var query = await QueryAsync(segments[0], cancellationToken);
        process.Refresh();
        return new BenchReport(
            Model.Package,
            Model.Space.Value,
            loaded.Device,
            Environment.ProcessorCount,
            Math.Round(length, 1),
            Math.Round((decoding + embedding) * Minute / length, 2),
            Math.Round(decoding * Minute / length, 2),
            Math.Round(processor * Minute / length, 2),
            Math.Round(query, 1),
            Math.Round(loadSeconds, 2),
            Math.Max(0, process.PeakWorkingSet64 - memoryBefore));
    }

    private static DecodedSegment NegativeOf(DecodedSegment segment) => segment with
    {
        Frames = segment.Frames is { } frames
            ? frames with { Pixels = frames.Pixels.ToArray().Select(value => (byte)~value).ToArray() }
            : null,
        Audio = segment.Audio is { } audio ? audio with { Samples = audio.Samples.ToArray().Select(sample => -sample).ToArray() } : null,
    };

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private async Task<List<DecodedSegment>> DecodeAsync(string video, CancellationToken cancellationToken)
    {
        var info = await loaded.Decoder.ProbeAsync(video, MediaKind.Video, cancellationToken);
        if (!info.IsOk)
            throw ModelCommand.Refused(info.Error);
        var segments = new List<DecodedSegment>();
        await foreach (var item in loaded.Decoder.DecodeAsync(video, info.Value, MediaKind.Video, Model.Decode, cancellationToken))
        {
            if (!item.IsOk)
                throw ModelCommand.Refused(item.Error);
            if (item.Value.Segment is { } segment)
                segments.Add(segment);
        }

        return segments;
    }

    // Words too, as a video with captions has them.
    private EmbedItem MediaOf(DecodedSegment segment)
    {
        List<EmbedPart> parts = [];
        if ((Model.Modalities & (Modalities.Video | Modalities.Audio)) != Modalities.None)
            parts.Add(new EmbedPart(1, null, segment.Frames, segment.Audio));
        if (Model.Modalities.HasFlag(Modalities.Text))
            parts.Add(new EmbedPart(1, $"A caption of some words, as a film of {segment.Index} scenes might have one.", null, null));
        var mask = parts.Aggregate(Modalities.None, (all, part) => all | part.Mask);
        return new EmbedItem(parts, Model.RepresentationsOf(mask & Model.Modalities));
    }

    private async Task<double> QueryAsync(DecodedSegment segment, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var query = 0; query <= Queries; query++)
        {
            var part = Model.Modalities.HasFlag(Modalities.Text)
                ? new EmbedPart(1, $"a dog runs over a meadow number {query}", null, null)
                : new EmbedPart(1, null, segment.Frames, segment.Audio);
            var asked = Model.Representations.Where(one => (one.Queries & part.Mask) != Modalities.None).Select(one => one.Name).ToArray();
            var started = Stopwatch.GetTimestamp();
            await EmbedAsync(new EmbedItem([part], asked) { Role = EmbedRole.Query }, EmbedPriority.Query, cancellationToken);
            if (query > 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Median(times);
    }

    private async Task EmbedAsync(EmbedItem item, EmbedPriority priority, CancellationToken cancellationToken)
    {
        var embedded = await loaded.Embedder.EmbedAsync(new EmbedRequest([item], priority), cancellationToken);
        if (!embedded.IsOk)
            throw ModelCommand.Refused(embedded.Error);
    }
}
