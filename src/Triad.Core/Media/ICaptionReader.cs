using Triad.Core.Errors;

namespace Triad.Core.Media;

/// <summary>Reads captions given with an upload.</summary>
public interface ICaptionReader
{
    /// <summary>Reads the cues in order of their start. CaptionsInvalid names the line that is no captions at all; a cue that no player shows is skipped and told.</summary>
    Result<CaptionTrack> Read(ReadOnlyMemory<byte> captions, CaptionFormat format);
}
