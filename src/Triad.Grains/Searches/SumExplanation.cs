using System.Collections.Immutable;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>Tells what each representation said of hits whose scores are sums: pure.</summary>
internal sealed class SumExplanation(QueryVector query, ImmutableArray<ScoreScale> scales)
{
    private readonly ImmutableArray<QueryLeg> _legs = [.. ShardFanOut.LegsOf(query)];

    /// <summary>What those said that the hit has, most first.</summary>
    public ImmutableArray<SearchMember> Members(VectorHit hit)
    {
        var scores = hit.LegScores.AsSpan();
        var shares = ScoreSum.Shares(scores, scales.AsSpan());
        var members = new List<SearchMember>();
        for (var leg = 0; leg < scores.Length; leg++)
        {
            if (!float.IsNaN(scores[leg]))
            {
                members.Add(new SearchMember(
                    _legs[leg].Representation,
                    scores[leg],
                    (float)scales[leg].Standard(scores[leg]),
                    (float)scales[leg].Weight,
                    (float)shares[leg]));
            }
        }

        return [.. members.OrderByDescending(member => member.Share)];
    }
}
