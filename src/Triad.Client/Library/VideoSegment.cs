namespace Triad.Client;

/// <summary>A piece of a video that is embedded and can be found.</summary>
/// <param name="Index">Counted from 0 in the order of time; valid until the video is ingested anew.</param>
/// <param name="Span">When it is.</param>
/// <param name="Modalities">What it has.</param>
/// <param name="Transcript">Its speech or captions; empty without text.</param>
public sealed record VideoSegment(int Index, MediaSpan Span, Modalities Modalities, string Transcript)
{
    internal static VideoSegment FromWire(V1.Segment wire) =>
        new(wire.Index, MediaSpan.FromWire(wire.Span), wire.Modalities.ToModalities(), wire.Transcript);
}
