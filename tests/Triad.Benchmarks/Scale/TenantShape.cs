namespace Triad.Benchmarks.Scale;

/// <summary>Tenants as a business has them: by Zipf's law few have most, and those who search most are not always those who have most.</summary>
internal static class TenantShape
{
    /// <summary>The parts of a whole that tenants have, by Zipf's law; in the order of the tenants.</summary>
    /// <param name="tenants">How many there are.</param>
    /// <param name="exponent">1 for Zipf's own law; more is less even.</param>
    /// <param name="random">Who has which rank; null for the first tenant first.</param>
    public static double[] Parts(int tenants, double exponent, Random? random)
    {
        var weights = Enumerable.Range(1, tenants).Select(rank => Math.Pow(rank, -exponent)).ToArray();
        var sum = weights.Sum();
        if (random is not null)
            random.Shuffle(weights);
        return [.. weights.Select(weight => weight / sum)];
    }
}
