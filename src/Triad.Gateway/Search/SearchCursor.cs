namespace Triad.Gateway.Search;

/// <summary>What the page token of a search carries.</summary>
/// <param name="Space">The space that was searched.</param>
/// <param name="Seen">What page one saw of each shard.</param>
/// <param name="Score">The last hit's score.</param>
/// <param name="Point">The last hit's point.</param>
/// <param name="Ranking">The frozen ranking of page one; null where there is none.</param>
/// <param name="Place">Where the page begins in it.</param>
internal sealed record SearchCursor(string Space, IReadOnlyList<ShardMark> Seen, float Score, Guid Point, Guid? Ranking, int Place)
{
    /// <summary>The scales by which page one made scores comparable; null where it did not.</summary>
    public IReadOnlyList<ScaleMark>? Scales { get; init; }
}
