namespace Triad.Inference.Pictures;

/// <summary>
/// The weights of one axis of a resize, as Pillow computes them: for output x the centre is (x + 0.5) · scale, the filter reaches support ·
/// max(scale, 1) to both sides, and the weights are normalised in double precision, then rounded to 22 binary places, half away from zero.
/// </summary>
internal sealed class ResizeAxis
{
    /// <summary>Binary places of a weight.</summary>
    public const int Places = 22;

    private readonly int[] _weights;
    private readonly int _most;
    private readonly (int First, int Count)[] _taps;

    private ResizeAxis(int outputs, int most) => (_weights, _most, _taps) = (new int[outputs * most], most, new (int, int)[outputs]);

    /// <summary>The first input that any output takes.</summary>
    public int First => _taps.Min(taps => taps.First);

    /// <summary>The input after the last one that any output takes.</summary>
    public int End => _taps.Max(taps => taps.First + taps.Count);

    /// <summary>The weights of some outputs in turn.</summary>
    /// <param name="input">Pixels of the picture along the axis.</param>
    /// <param name="output">Pixels of the resized picture.</param>
    /// <param name="first">The first output that is wanted.</param>
    /// <param name="count">How many are.</param>
    /// <param name="resampling">The filter.</param>
    public static ResizeAxis Of(int input, int output, int first, int count, Resampling resampling)
    {
        var scale = (double)input / output;
        var stretch = Math.Max(scale, 1);
        var support = (resampling == Resampling.Bilinear ? 1.0 : 2.0) * stretch;
        var axis = new ResizeAxis(count, ((int)Math.Ceiling(support) * 2) + 1);
        var weights = new double[axis._most];
        for (var i = 0; i < count; i++)
        {
            var centre = (first + i + 0.5) * scale;
            var begin = Math.Max(0, (int)(centre - support + 0.5));
            var taps = Math.Min(input, (int)(centre + support + 0.5)) - begin;
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
                sum += weights[tap] = Weight(resampling, (tap + begin - centre + 0.5) * (1 / stretch));
            axis._taps[i] = (begin, taps);
            for (var tap = 0; tap < taps; tap++)
                axis._weights[(i * axis._most) + tap] = Fixed(sum == 0 ? weights[tap] : weights[tap] / sum);
        }

        return axis;
    }

    /// <summary>The weights of an output, and the first input that they are for.</summary>
    public ReadOnlySpan<int> Of(int output, out int first)
    {
        (first, var count) = _taps[output];
        return _weights.AsSpan(output * _most, count);
    }

    private static int Fixed(double weight) => (int)((weight * (1 << Places)) + (weight < 0 ? -0.5 : 0.5));

    private static double Weight(Resampling resampling, double distance)
    {
        const double A = -0.5;
        var x = Math.Abs(distance);
        if (resampling == Resampling.Bilinear)
            return x < 1 ? 1 - x : 0;
        return x < 1 ? ((((A + 2) * x) - (A + 3)) * x * x) + 1
            : x < 2 ? ((((((x - 5) * x) + 8) * x) - 4) * A)
            : 0;
    }
}
