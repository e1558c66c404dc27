namespace Triad.Inference.Embedding;

/// <summary>
/// What weights mean where a pass knows none: the weight that all parts share is that of one pass over all of them, and what some have
/// beyond it is that of a pass over those alone (the Lovász extension of the pass over sets of parts). Equal weights are one pass; the
/// vector changes steadily with each weight.
/// </summary>
internal static class WeightLayers
{
    /// <summary>The passes of some parts.</summary>
    /// <param name="weights">The parts' indexes and weights, all greater than 0.</param>
    /// <returns>For each pass its weight and the parts in it; at least one.</returns>
    public static IReadOnlyList<(float Weight, IReadOnlySet<int> Parts)> Of(IReadOnlyList<(int Part, float Weight)> weights)
    {
        var layers = new List<(float Weight, IReadOnlySet<int> Parts)>();
        var below = 0f;
        foreach (var level in weights.Select(part => part.Weight).Distinct().Order())
        {
            layers.Add((level - below, weights.Where(part => part.Weight >= level).Select(part => part.Part).ToHashSet()));
            below = level;
        }

        return layers;
    }
}
