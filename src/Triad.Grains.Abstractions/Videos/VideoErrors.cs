using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>Refusals that are the same wherever they are made.</summary>
public static class VideoErrors
{
    /// <summary>There is no such video; or there is one that the caller may not see, which shall look the same.</summary>
    public static Error NotFound(VideoId video) => Error.Of(ErrorReason.VideoNotFound, "video_id", video, "does not exist", "List the videos that exist.");
}
