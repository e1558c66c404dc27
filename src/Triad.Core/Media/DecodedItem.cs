namespace Triad.Core.Media;

/// <summary>What a decoder yields in turn: a segment, and at the end what went wrong with single streams.</summary>
/// <param name="Segment">A decoded segment; null on the last item.</param>
/// <param name="Failures">Streams that could not be decoded to their end; empty except on the last item.</param>
public sealed record DecodedItem(DecodedSegment? Segment, IReadOnlyList<StreamFailure> Failures)
{
    /// <summary>What was not decoded, and where time runs otherwise than in the file; empty except on the last item.</summary>
    public IReadOnlyList<MediaNotice> Notices { get; init; } = [];
}
