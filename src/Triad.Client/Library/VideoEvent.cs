namespace Triad.Client;

/// <summary>A change of a video's state or progress.</summary>
/// <param name="Sequence">Grows from event to event of one video.</param>
/// <param name="State">The state.</param>
/// <param name="ProgressPercent">Of the ingest, 0 to 100.</param>
/// <param name="Activity">What is being done, for people.</param>
/// <param name="Video">The video, in a final event; else null.</param>
public sealed record VideoEvent(long Sequence, VideoState State, double ProgressPercent, string Activity, Video? Video)
{
    internal static VideoEvent FromWire(V1.VideoEvent wire) => new(
        wire.Sequence,
        (VideoState)wire.State,
        wire.ProgressPercent,
        wire.Activity,
        wire.Video is null ? null : Video.FromWire(wire.Video));
}
