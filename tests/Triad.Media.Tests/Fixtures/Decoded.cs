using System.Runtime.InteropServices;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Media.Tests.Fixtures;

/// <summary>All that came of a file.</summary>
internal sealed record Decoded(
    MediaInfo? Info,
    IReadOnlyList<DecodedSegment> Segments,
    IReadOnlyList<StreamFailure> Failures,
    Error? Error)
{
    /// <summary>What the probe and the decoder say that the video lacks.</summary>
    public IReadOnlyList<MediaNotice> Notices { get; init; } = [];

    public IEnumerable<(double Start, double End)> Spans =>
        Segments.Select(segment => (Math.Round(segment.Span.Start.TotalSeconds, 1), Math.Round(segment.Span.End.TotalSeconds, 1)));

    public byte[] Pixels => [.. Segments.SelectMany(segment => segment.Frames?.Pixels.ToArray() ?? [])];

    public float[] Samples => [.. Segments.SelectMany(segment => segment.Audio?.Samples.ToArray() ?? [])];

    public string Describe() => Error is not null
        ? $"{Error.Reason}: {Error.Message}"
        : $"{Info!.Container} {Info.Duration} [{string.Join("; ", Info.Streams.Select(s => $"{s.Modality} {s.Codec} {s.Width}x{s.Height} r{s.RotationDegrees} {s.Channels}ch hdr={s.HighDynamicRange}"))}] "
            + string.Join(' ', Segments.Select(s => $"{s.Span} v{s.Frames?.Count} a{s.Audio?.Samples.Length}"))
            + string.Concat(Failures.Select(f => $" !{f.Modality}: {f.Error.Message}"))
            + string.Concat(Notices.Select(notice => $"{Environment.NewLine}  {notice.Reason} {notice.Span} {notice.Stream} {notice.Message}"));
}
