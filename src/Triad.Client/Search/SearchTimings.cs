namespace Triad.Client;

/// <summary>Where the time of a search went.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Embed">Turning the query into a vector.</param>
/// <param name="Search">Asking the shards.</param>
/// <param name="Merge">Putting the answers together.</param>
public sealed record SearchTimings(TimeSpan Total, TimeSpan Embed, TimeSpan Search, TimeSpan Merge)
{
    internal static SearchTimings FromWire(V1.Timings? wire) => new(
        wire?.Total?.ToTimeSpan() ?? TimeSpan.Zero,
        wire?.Embed?.ToTimeSpan() ?? TimeSpan.Zero,
        wire?.Search?.ToTimeSpan() ?? TimeSpan.Zero,
        wire?.Merge?.ToTimeSpan() ?? TimeSpan.Zero);
}
