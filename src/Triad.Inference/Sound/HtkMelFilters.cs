namespace Triad.Inference.Sound;

/// <summary>
/// Triangular filters on the mel scale of HTK (2595 log10(1 + f / 700)), each with a peak of 1. Only the bins where a filter is not zero
/// are kept.
/// </summary>
internal sealed class HtkMelFilters
{
    private readonly (int First, double[] Weights)[] _filters;

    /// <summary>Makes the filters.</summary>
    public HtkMelFilters(int filters, int sampleRate, int fft, double minHertz, double maxHertz)
    {
        var (low, high) = (ToMel(minHertz), ToMel(maxHertz));
        double[] edges = [.. Enumerable.Range(0, filters + 2).Select(i => ToHertz(low + ((high - low) * i / (filters + 1))))];
        _filters = [.. Enumerable.Range(0, filters).Select(i => Filter(edges.AsSpan(i, 3), sampleRate, fft))];
    }

    /// <summary>Number of filters.</summary>
    public int Count => _filters.Length;

    /// <summary>What a filter passes of a spectrum.</summary>
    public double Apply(int filter, ReadOnlySpan<double> magnitudes)
    {
        var (first, weights) = _filters[filter];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += magnitudes[first + i] * weights[i];
        return sum;
    }

    private static (int First, double[] Weights) Filter(ReadOnlySpan<double> edges, int sampleRate, int fft)
    {
        var weights = new double[(fft / 2) + 1];
        for (var bin = 0; bin < weights.Length; bin++)
        {
            var hertz = (double)bin * sampleRate / fft;
            weights[bin] = Math.Max(0, Math.Min((hertz - edges[0]) / (edges[1] - edges[0]), (edges[2] - hertz) / (edges[2] - edges[1])));
        }

        var first = Array.FindIndex(weights, weight => weight > 0);
        return first < 0 ? (0, []) : (first, weights[first..(Array.FindLastIndex(weights, weight => weight > 0) + 1)]);
    }

    private static double ToMel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double ToHertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
