namespace Triad.Gateway.Usage;

/// <summary>The last video that was compared.</summary>
internal sealed record ComparisonCursor(string VideoId, DateTimeOffset CreatedAt);
