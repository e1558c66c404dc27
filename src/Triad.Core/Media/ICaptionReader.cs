using Triad.Core.Errors;

namespace Triad.Core.Media;

/// <summary>Reads captions given with an upload.</summary>
public interface ICaptionReader
{
    /// <summary>Reads the cues in order of their start. CaptionsInvalid names the line.</summary>
    Result<IReadOnlyList<CaptionCue>> Read(ReadOnlyMemory<byte> captions, CaptionFormat format);
}
