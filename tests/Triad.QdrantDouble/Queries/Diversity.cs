using Triad.Doubles.Scoring;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>
/// Maximal marginal relevance (Carbonell and Goldstein 1998): takes the candidate that is nearest to the query and farthest from those
/// already taken. The scores stay those of nearness.
/// </summary>
internal static class Diversity
{
    public static List<Scored> Of(IEnumerable<Scored> hits, ScoringRule.Diverse rule, int limit)
    {
        var remaining = hits.DistinctBy(hit => hit.Key)
            .Where(hit => hit.Point.Vectors.ContainsKey(rule.Space.Name))
            .Select(hit => new Candidate(hit, Similarity.Of(rule.Space, rule.Vector, hit.Point.Vectors[rule.Space.Name])))
            .ToList();
        if (remaining.Count < 2)
            return remaining.ConvertAll(candidate => candidate.Hit);
        var taken = new List<Scored>();
        while (taken.Count < limit && remaining.Count > 0)
        {
            var best = taken.Count == 0
                ? remaining.MaxBy(candidate => candidate.Relevance)!
                : remaining.MaxBy(candidate => (rule.Lambda * candidate.Relevance) - ((1 - rule.Lambda) * candidate.Nearest))!;
            remaining.Remove(best);
            taken.Add(best.Hit);
            foreach (var candidate in remaining)
                candidate.Nearest = Math.Max(candidate.Nearest, Similarity.Of(rule.Space, Vector(candidate), Vector(best)));
        }

        return taken;

        VectorData Vector(Candidate candidate) => candidate.Hit.Point.Vectors[rule.Space.Name];
    }

    private sealed class Candidate(Scored hit, float relevance)
    {
        public Scored Hit { get; } = hit;

        public float Relevance { get; } = relevance;

        public float Nearest { get; set; } = float.NegativeInfinity;
    }
}
