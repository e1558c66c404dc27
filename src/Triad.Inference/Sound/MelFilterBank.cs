namespace Triad.Inference.Sound;

/// <summary>Triangular filters on a mel scale. Only the bins where a filter is not zero are kept.</summary>
internal sealed class MelFilterBank
{
    private const double HertzPerMel = 200.0 / 3;
    private const double LogStartHertz = 1000;
    private const double LogStartMel = LogStartHertz / HertzPerMel;
    private const double KaldiMels = 1127;
    private const double KaldiHertz = 700;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    private readonly int[] _firstBin;
    private readonly double[][] _weights;

    private MelFilterBank(int filters, int bins, Func<int, int, double> weight)
    {
        _firstBin = new int[filters];
        _weights = new double[filters][];
        for (var i = 0; i < filters; i++)
        {
            var weights = Enumerable.Range(0, bins).Select(bin => Math.Max(weight(i, bin), 0)).ToArray();
            var first = Array.FindIndex(weights, value => value > 0);
            var last = Array.FindLastIndex(weights, value => value > 0);
            _firstBin[i] = Math.Max(first, 0);
            _weights[i] = first < 0 ? [] : weights[first..(last + 1)];
        }
    }

    /// <summary>
    /// Filters on Slaney's scale (Auditory Toolbox, 1998: linear below 1 kHz, logarithmic above), each divided by half its width in hertz,
    /// so that all have the same area.
    /// </summary>
    public static MelFilterBank Slaney(int filters, int sampleRate, int fft, double minHertz, double maxHertz)
    {
        var edges = Edges(filters, ToMel(minHertz), ToMel(maxHertz)).Select(ToHertz).ToArray();
        return new MelFilterBank(
            filters,
            (fft / 2) + 1,
            (i, bin) => Triangle((double)bin * sampleRate / fft, edges.AsSpan(i, 3)) * 2 / (edges[i + 2] - edges[i]));
    }

    /// <summary>Filters as Kaldi has them: on the scale 1127 ln(1 + f / 700), triangles in mels, not in hertz, without any norm.</summary>
    public static MelFilterBank Kaldi(int filters, int sampleRate, int fft, double minHertz, double maxHertz)
    {
        var edges = Edges(filters, ToKaldi(minHertz), ToKaldi(maxHertz));
        return new MelFilterBank(filters, (fft / 2) + 1, (i, bin) => Triangle(ToKaldi((double)bin * sampleRate / fft), edges.AsSpan(i, 3)));
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

    private static double[] Edges(int filters, double low, double high) =>
        [.. Enumerable.Range(0, filters + 2).Select(i => low + ((high - low) * i / (filters + 1)))];

    private static double Triangle(double at, ReadOnlySpan<double> edges) =>
        Math.Min((at - edges[0]) / (edges[1] - edges[0]), (edges[2] - at) / (edges[2] - edges[1]));

    private static double ToKaldi(double hertz) => KaldiMels * Math.Log(1 + (hertz / KaldiHertz));

    private static double ToMel(double hertz) =>
        hertz < LogStartHertz ? hertz / HertzPerMel : LogStartMel + (Math.Log(hertz / LogStartHertz) / LogStep);

    private static double ToHertz(double mel) =>
        mel < LogStartMel ? mel * HertzPerMel : LogStartHertz * Math.Exp((mel - LogStartMel) * LogStep);
}
