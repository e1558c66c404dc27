namespace Triad.Vectors.Rows;

/// <summary>A shard's numbers for what a row belongs to; they index small arrays during a scan.</summary>
/// <param name="Video">The video.</param>
/// <param name="Segment">The segment of a generation of the video.</param>
/// <param name="Facts">What is the same for all segments: duration and metadata.</param>
internal readonly record struct RowNumbers(int Video, int Segment, int Facts);
