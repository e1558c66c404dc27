namespace Triad.Media.Probing;

/// <summary>A container format that is decoded.</summary>
/// <param name="Demuxer">FFmpeg's demuxer, which is pinned to it.</param>
/// <param name="IsPicture">True for a still picture.</param>
internal readonly record struct Container(string Demuxer, bool IsPicture = false)
{
    /// <summary>True for streams of packets that can be joined end to end, and whose clock runs over after a day.</summary>
    public static bool IsJoinable(string demuxer) => demuxer is "mpegts" or "mpeg";
}
