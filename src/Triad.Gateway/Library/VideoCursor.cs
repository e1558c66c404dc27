namespace Triad.Gateway.Library;

/// <summary>Where a list of videos goes on: after this entry of the catalog.</summary>
internal sealed record VideoCursor(string VideoId, DateTimeOffset CreatedAt);
