using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>A place in a ranking: hits after it have a smaller score, or the same score and a greater id.</summary>
public readonly record struct ScoreCursor(float Score, PointId Id);
