namespace Triad.Inference.Sound;

/// <summary>
/// Triangular filters on Slaney's mel scale (Auditory Toolbox, 1998: linear below 1 kHz, logarithmic above), each divided by half its
/// width in hertz, so that all have the same area. Only the bins where a filter is not zero are kept.
/// </summary>
internal sealed class MelFilterBank
{
    private const double HertzPerMel = 200.0 / 3;
    private const double LogStartHertz = 1000;
    private const double LogStartMel = LogStartHertz / HertzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly int[] _firstBin;
    private readonly double[][] _weights;

    /// <summary>Makes the filters.</summary>
    public MelFilterBank(int filters, int sampleRate, int fft, double minHertz, double maxHertz)
    {
        _firstBin = new int[filters];
        _weights = new double[filters][];
        var (low, high) = (ToMel(minHertz), ToMel(maxHertz));
        var edges = new double[filters + 2];
        for (var i = 0; i < edges.Length; i++)
            edges[i] = ToHertz(low + ((high - low) * i / (filters + 1)));
        for (var i = 0; i < filters; i++)
        {
            var weights = Enumerable.Range(0, (fft / 2) + 1)
                .Select(bin => Weight((double)bin * sampleRate / fft, edges[i], edges[i + 1], edges[i + 2]))
                .ToArray();
            var first = Array.FindIndex(weights, weight => weight > 0);
            var last = Array.FindLastIndex(weights, weight => weight > 0);
            _firstBin[i] = Math.Max(first, 0);
            _weights[i] = first < 0 ? [] : weights[first..(last + 1)];
        }
    }

    /// <summary>Number of filters.</summary>
    public int Count => _weights.Length;

    /// <summary>The power that filter <paramref name="filter"/> passes, for every lane.</summary>
    public TLanes Apply<TLanes>(int filter, ReadOnlySpan<TLanes> power)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = default(TLanes);
        var bins = power[_firstBin[filter]..];
        var weights = _weights[filter];
        for (var i = 0; i < weights.Length; i++)
            sum += bins[i] * weights[i];
        return sum;
    }

    private static double Weight(double hertz, double low, double centre, double high)
    {
        var triangle = Math.Min((hertz - low) / (centre - low), (high - hertz) / (high - centre));
        return Math.Max(triangle, 0) * 2 / (high - low);
    }

    private static double ToMel(double hertz) =>
        hertz < LogStartHertz ? hertz / HertzPerMel : LogStartMel + (Math.Log(hertz / LogStartHertz) / LogStep);

    private static double ToHertz(double mel) =>
        mel < LogStartMel ? mel * HertzPerMel : LogStartHertz * Math.Exp((mel - LogStartMel) * LogStep);
}
