using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>One generation of a video: what one ingest wrote.</summary>
public readonly record struct VideoGeneration(VideoId Video, int Generation);
