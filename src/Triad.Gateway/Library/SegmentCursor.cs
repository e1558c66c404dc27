namespace Triad.Gateway.Library;

/// <summary>Where a list of segments goes on.</summary>
/// <param name="Generation">The generation that the list began with.</param>
/// <param name="Index">The next segment.</param>
internal sealed record SegmentCursor(int Generation, int Index);
