using Triad.Cli.Invocation;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Cli.Models;

/// <summary>Decodes the files of an item as the platform does, in its sandbox, whole and as one segment.</summary>
internal sealed class TrialMedia(IMediaDecoder decoder, ModelInfo model)
{
    /// <summary>The parts of an item: its text, each picture, its frames as one clip, its sound, its video.</summary>
    /// <exception cref="CommandException">A file cannot be decoded, or frames differ in size.</exception>
    public async Task<IReadOnlyList<EmbedPart>> PartsAsync(TrialItem item, CancellationToken cancellationToken)
    {
        var parts = new List<EmbedPart>();
        if (item.Text is { } text)
            parts.Add(new EmbedPart(1, text, null, null));
        foreach (var image in item.Images)
            parts.Add(new EmbedPart(1, null, await FrameAsync(image, cancellationToken), null));
        if (item.Frames.Count > 0)
            parts.Add(new EmbedPart(1, null, await ClipAsync(item.Frames, cancellationToken), null));
        if (item.Audio is { } audio)
            parts.Add(new EmbedPart(1, null, null, (await DecodeAsync(audio, MediaKind.Audio, cancellationToken)).Audio));
        if (item.Video is { } video)
        {
            var segment = await DecodeAsync(video, MediaKind.Video, cancellationToken);
            parts.Add(new EmbedPart(1, null, segment.Frames, segment.Audio));
        }

        return parts;
    }

    private async Task<FrameClip> ClipAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var frames = new List<FrameClip>();
        foreach (var file in files)
        {
            var frame = await FrameAsync(file, cancellationToken);
            if (frames.Count > 0 && (frame.Width, frame.Height) != (frames[0].Width, frames[0].Height))
                throw Wrong(file, $"is {frame.Width}x{frame.Height}, and the first frame is {frames[0].Width}x{frames[0].Height}",
                    "Give frames of one size.");
            frames.Add(frame);
        }

        var pixels = new byte[frames.Sum(frame => (long)frame.Pixels.Length)];
        for (var (i, at) = (0, 0); i < frames.Count; at += frames[i].Pixels.Length, i++)
            frames[i].Pixels.CopyTo(pixels.AsMemory(at));
        return new FrameClip(pixels, frames.Count, frames[0].Width, frames[0].Height);
    }

    private async Task<FrameClip> FrameAsync(string file, CancellationToken cancellationToken) =>
        (await DecodeAsync(file, MediaKind.Image, cancellationToken)).Frames!;

    private async Task<DecodedSegment> DecodeAsync(string file, MediaKind kind, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw Wrong(file, "is not there", "Name a file of a picture, a sound or a video.");
        var info = await decoder.ProbeAsync(file, kind, cancellationToken);
        if (!info.IsOk)
            throw Refused(file, info.Error);
        DecodedSegment? whole = null;
        var settings = model.Decode with { SegmentLength = model.Decode.MaxDuration };
        await foreach (var item in decoder.DecodeAsync(file, info.Value, kind, settings, cancellationToken))
        {
            if (!item.IsOk)
                throw Refused(file, item.Error);
            whole ??= item.Value.Segment;
        }

        return whole is { Frames: null, Audio: null } or null
            ? throw Wrong(file, "has no frame and no sound", "Give a file that lasts.") : whole;
    }

    private static CommandException Refused(string file, Error error) => Wrong(file, error.Message.TrimEnd('.'), error.Remedy);

    private static CommandException Wrong(string file, string problem, string? remedy) =>
        new($"{file}: {problem}.") { Field = "media", Value = file, Remedy = remedy };
}
