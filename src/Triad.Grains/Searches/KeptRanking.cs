using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>A frozen ranking as it lies in memory.</summary>
/// <param name="key">Its key.</param>
/// <param name="ends">When its time is over.</param>
/// <param name="ranking">What it is.</param>
internal sealed class KeptRanking(RankingKey key, DateTimeOffset ends, Ranking ranking)
{
    // What it takes beside its hits: its entries in the collections, its grain.
    private const int Overhead = 1024;

    private readonly byte[] _hits = PackedHits.Pack(ranking.Hits);
    private readonly Ranking _rest = ranking with { Hits = [] };

    public RankingKey Key => key;

    public DateTimeOffset Ends => ends;

    public long Bytes => _hits.Length + Overhead;

    public Ranking ToRanking() => _rest with { Hits = PackedHits.Unpack(_hits) };
}
