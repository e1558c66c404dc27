using System.Numerics;

namespace Triad.Inference.Sound;

/// <summary>One self-sorting pass of a complex Fourier transform: butterflies of one radix over groups that earlier passes made.</summary>
internal sealed class FftPass
{
    private readonly int _radix;
    private readonly int _done;
    private readonly int _stride;
    private readonly double[] _cos;
    private readonly double[] _sin;
    private readonly double[] _rootCos;
    private readonly double[] _rootSin;

    /// <summary>Prepares the twiddle factors.</summary>
    /// <param name="length">Length of the whole transform.</param>
    /// <param name="radix">This pass's radix.</param>
    /// <param name="done">Product of the earlier passes' radices.</param>
    public FftPass(int length, int radix, int done)
    {
        _radix = radix;
        _done = done;
        _stride = length / radix;
        _cos = new double[done * radix];
        _sin = new double[done * radix];
        for (var k = 0; k < done; k++)
            for (var r = 0; r < radix; r++)
                (_sin[(k * radix) + r], _cos[(k * radix) + r]) = Math.SinCos(-2 * Math.PI * r * k / (done * radix));
        _rootCos = new double[radix];
        _rootSin = new double[radix];
        for (var r = 0; r < radix; r++) (_rootSin[r], _rootCos[r]) = Math.SinCos(-2 * Math.PI * r / radix);
    }

    /// <summary>Transforms from one buffer into another.</summary>
    public void Run(
        ReadOnlySpan<Vector<double>> re,
        ReadOnlySpan<Vector<double>> im,
        Span<Vector<double>> outRe,
        Span<Vector<double>> outIm)
    {
        Span<Vector<double>> vRe = stackalloc Vector<double>[_radix];
        Span<Vector<double>> vIm = stackalloc Vector<double>[_radix];
        for (var j = 0; j < _stride; j++)
        {
            var k = j % _done;
            var twiddle = k * _radix;
            (vRe[0], vIm[0]) = (re[j], im[j]);
            for (var r = 1; r < _radix; r++)
            {
                var (x, y) = (re[j + (r * _stride)], im[j + (r * _stride)]);
                var (c, s) = (_cos[twiddle + r], _sin[twiddle + r]);
                vRe[r] = (x * c) - (y * s);
                vIm[r] = (x * s) + (y * c);
            }

            var target = ((j - k) * _radix) + k;
            if (_radix == 2) Two(vRe, vIm, outRe, outIm, target);
            else if (_radix == 4) Four(vRe, vIm, outRe, outIm, target);
            else Any(vRe, vIm, outRe, outIm, target);
        }
    }

    private void Two(
        ReadOnlySpan<Vector<double>> vRe, ReadOnlySpan<Vector<double>> vIm, Span<Vector<double>> outRe, Span<Vector<double>> outIm, int at)
    {
        (outRe[at], outIm[at]) = (vRe[0] + vRe[1], vIm[0] + vIm[1]);
        (outRe[at + _done], outIm[at + _done]) = (vRe[0] - vRe[1], vIm[0] - vIm[1]);
    }

    private void Four(
        ReadOnlySpan<Vector<double>> vRe, ReadOnlySpan<Vector<double>> vIm, Span<Vector<double>> outRe, Span<Vector<double>> outIm, int at)
    {
        var (evenRe, evenIm) = (vRe[0] + vRe[2], vIm[0] + vIm[2]);
        var (diffRe, diffIm) = (vRe[0] - vRe[2], vIm[0] - vIm[2]);
        var (oddRe, oddIm) = (vRe[1] + vRe[3], vIm[1] + vIm[3]);
        var (turnRe, turnIm) = (vIm[1] - vIm[3], vRe[3] - vRe[1]);
        (outRe[at], outIm[at]) = (evenRe + oddRe, evenIm + oddIm);
        (outRe[at + _done], outIm[at + _done]) = (diffRe + turnRe, diffIm + turnIm);
        (outRe[at + (2 * _done)], outIm[at + (2 * _done)]) = (evenRe - oddRe, evenIm - oddIm);
        (outRe[at + (3 * _done)], outIm[at + (3 * _done)]) = (diffRe - turnRe, diffIm - turnIm);
    }

    private void Any(
        ReadOnlySpan<Vector<double>> vRe, ReadOnlySpan<Vector<double>> vIm, Span<Vector<double>> outRe, Span<Vector<double>> outIm, int at)
    {
        for (var q = 0; q < _radix; q++)
        {
            var (sumRe, sumIm) = (vRe[0], vIm[0]);
            for (var r = 1; r < _radix; r++)
            {
                var (c, s) = (_rootCos[q * r % _radix], _rootSin[q * r % _radix]);
                sumRe += (vRe[r] * c) - (vIm[r] * s);
                sumIm += (vRe[r] * s) + (vIm[r] * c);
            }

            (outRe[at + (q * _done)], outIm[at + (q * _done)]) = (sumRe, sumIm);
        }
    }
}
