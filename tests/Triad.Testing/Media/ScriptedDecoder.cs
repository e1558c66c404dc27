using System.Runtime.CompilerServices;
using System.Text;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Testing.Media;

/// <summary>
/// Stands for FFmpeg where a test is not about media. A file is text: its first word is how many segments it has ("3 red car"), the rest decides what they
/// look and sound like; segment n of "3 red car" looks like "red car n". A file beginning with "bad" is corrupt.
/// </summary>
public sealed class ScriptedDecoder : IMediaDecoder
{
    private static readonly TimeSpan SegmentLength = TimeSpan.FromSeconds(8);

    /// <summary>Awaited before each segment, with its index: a test holds work back with it.</summary>
    public Func<int, CancellationToken, Task> Gate { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What every file lacks by its probe.</summary>
    public IReadOnlyList<MediaNotice> Skipped { get; set; } = [];

    /// <summary>What every file lacks by its decoding.</summary>
    public IReadOnlyList<MediaNotice> Notices { get; set; } = [];

    /// <summary>A decoder that stays before a segment until it is cancelled.</summary>
    /// <param name="segment">The segment that never comes.</param>
    /// <param name="reached">Ends when a file has come to it.</param>
    public static ScriptedDecoder StuckBefore(int segment, out Task reached)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reached = signal.Task;
        return new ScriptedDecoder
        {
            Gate = async (index, cancellationToken) =>
            {
                if (index < segment)
                    return;
                signal.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            },
        };
    }

    /// <inheritdoc/>
    public async Task<Result<MediaInfo>> ProbeAsync(string path, MediaKind kind, CancellationToken cancellationToken)
    {
        var script = await File.ReadAllTextAsync(path, cancellationToken);
        if (script.StartsWith("bad", StringComparison.Ordinal))
            return new Error(ErrorReason.MediaCorrupt, "The file is damaged.", "content", null, "Upload a repaired file.");
        return new MediaInfo(
            "scripted",
            SegmentLength * CountOf(script),
            [new MediaStreamInfo(0, Modalities.Video, "script", 8, 8, 2, 0, 0, 0, false), new MediaStreamInfo(1, Modalities.Audio, "script", 0, 0, 0, 0, 16_000, 1, false)])
        {
            Skipped = Skipped,
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Result<DecodedItem>> DecodeAsync(
        string path,
        MediaInfo info,
        MediaKind kind,
        DecodeSettings settings,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var script = await File.ReadAllTextAsync(path, cancellationToken);
        var look = script[(script.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        for (var i = 0; i < CountOf(script); i++)
        {
            await Gate(i, cancellationToken);
            var span = new TimeRange(SegmentLength * i, SegmentLength * (i + 1));
            yield return new DecodedItem(
                new DecodedSegment(
                    i,
                    span,
                    kind == MediaKind.Audio ? null : FramesOf($"{look} {i}"),
                    kind == MediaKind.Image ? null : SoundOf($"{look} {i}")),
                []);
        }

        yield return new DecodedItem(null, []) { Notices = Notices };
    }

    /// <summary>The frames that a segment of a script has.</summary>
    public static FrameClip FramesOf(string look) => new(Encoding.UTF8.GetBytes(look.PadRight(192)), 1, 8, 8);

    /// <summary>The sound that a segment of a script has.</summary>
    public static AudioClip SoundOf(string sound) => new(Encoding.UTF8.GetBytes(sound).Select(b => b / 256f).ToArray(), 16_000);

    private static int CountOf(string script) => int.Parse(script.AsSpan(0, script.IndexOf(' ', StringComparison.Ordinal)));
}
