using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>Accepts every caption but an empty one.</summary>
internal sealed class CaptionReaderDouble : ICaptionReader
{
    public Result<CaptionTrack> Read(ReadOnlyMemory<byte> captions, CaptionFormat format) => captions.IsEmpty
        ? Error.Of(ErrorReason.CaptionsInvalid, "content", "", "has no cue", "Give SRT or WebVTT.")
        : new CaptionTrack([], []);
}
