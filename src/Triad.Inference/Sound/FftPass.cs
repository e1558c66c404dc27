using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace Triad.Inference.Sound;

/// <summary>One self-sorting pass of a complex Fourier transform: butterflies of one radix over groups that earlier passes made.</summary>
internal sealed class FftPass
{
    private static readonly double Sin60 = Math.Sin(Math.PI / 3);
    private static readonly double Cos72 = Math.Cos(2 * Math.PI / 5);
    private static readonly double Sin72 = Math.Sin(2 * Math.PI / 5);
    private static readonly double Cos144 = Math.Cos(4 * Math.PI / 5);
    private static readonly double Sin144 = Math.Sin(4 * Math.PI / 5);

    private readonly int _radix;
    private readonly int _done;
    private readonly int _stride;
    private readonly double[] _cos;
    private readonly double[] _sin;

    /// <summary>Prepares the twiddle factors.</summary>
    /// <param name="length">Length of the whole transform.</param>
    /// <param name="radix">This pass's radix: 2, 3, 4 or 5.</param>
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
    }

    /// <summary>Transforms from one buffer into another.</summary>
    public void Run(ReadOnlySpan<Lanes> re, ReadOnlySpan<Lanes> im, Span<Lanes> outRe, Span<Lanes> outIm)
    {
        Span<Lanes> vRe = stackalloc Lanes[5];
        Span<Lanes> vIm = stackalloc Lanes[5];
        var k = 0;
        for (var j = 0; j < _stride; j++)
        {
            Load(re, im, j, k, vRe, vIm);
            var at = ((j - k) * _radix) + k;
            switch (_radix)
            {
                case 2: Two(vRe, vIm, outRe, outIm, at); break;
                case 3: Three(vRe, vIm, outRe, outIm, at); break;
                case 4: Four(vRe, vIm, outRe, outIm, at); break;
                default: Five(vRe, vIm, outRe, outIm, at); break;
            }

            if (++k == _done) k = 0;
        }
    }

    private void Load(ReadOnlySpan<Lanes> re, ReadOnlySpan<Lanes> im, int j, int k, Span<Lanes> vRe, Span<Lanes> vIm)
    {
        for (var r = 0; r < _radix; r++)
        {
            var x = re[j + (r * _stride)];
            var y = im[j + (r * _stride)];
            if (r > 0 && k > 0)
            {
                var (c, s) = (_cos[(k * _radix) + r], _sin[(k * _radix) + r]);
                var turned = (x * c) - (y * s);
                y = (x * s) + (y * c);
                x = turned;
            }

            vRe[r] = x;
            vIm[r] = y;
        }
    }

    private void Two(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> y, Span<Lanes> outRe, Span<Lanes> outIm, int at)
    {
        outRe[at] = x[0] + x[1];
        outIm[at] = y[0] + y[1];
        outRe[at + _done] = x[0] - x[1];
        outIm[at + _done] = y[0] - y[1];
    }

    private void Three(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> y, Span<Lanes> outRe, Span<Lanes> outIm, int at)
    {
        var (sumRe, sumIm) = (x[1] + x[2], y[1] + y[2]);
        var (turnRe, turnIm) = ((y[1] - y[2]) * Sin60, (x[2] - x[1]) * Sin60);
        var (midRe, midIm) = (x[0] - (sumRe * 0.5), y[0] - (sumIm * 0.5));
        outRe[at] = x[0] + sumRe;
        outIm[at] = y[0] + sumIm;
        outRe[at + _done] = midRe + turnRe;
        outIm[at + _done] = midIm + turnIm;
        outRe[at + (2 * _done)] = midRe - turnRe;
        outIm[at + (2 * _done)] = midIm - turnIm;
    }

    private void Four(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> y, Span<Lanes> outRe, Span<Lanes> outIm, int at)
    {
        var (evenRe, evenIm) = (x[0] + x[2], y[0] + y[2]);
        var (diffRe, diffIm) = (x[0] - x[2], y[0] - y[2]);
        var (oddRe, oddIm) = (x[1] + x[3], y[1] + y[3]);
        var (turnRe, turnIm) = (y[1] - y[3], x[3] - x[1]);
        outRe[at] = evenRe + oddRe;
        outIm[at] = evenIm + oddIm;
        outRe[at + _done] = diffRe + turnRe;
        outIm[at + _done] = diffIm + turnIm;
        outRe[at + (2 * _done)] = evenRe - oddRe;
        outIm[at + (2 * _done)] = evenIm - oddIm;
        outRe[at + (3 * _done)] = diffRe - turnRe;
        outIm[at + (3 * _done)] = diffIm - turnIm;
    }

    private void Five(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> y, Span<Lanes> outRe, Span<Lanes> outIm, int at)
    {
        var (nearRe, nearIm) = (x[1] + x[4], y[1] + y[4]);
        var (farRe, farIm) = (x[2] + x[3], y[2] + y[3]);
        var (nearDiffRe, nearDiffIm) = (x[1] - x[4], y[1] - y[4]);
        var (farDiffRe, farDiffIm) = (x[2] - x[3], y[2] - y[3]);
        var (aRe, aIm) = (x[0] + (nearRe * Cos72) + (farRe * Cos144), y[0] + (nearIm * Cos72) + (farIm * Cos144));
        var (bRe, bIm) = (x[0] + (nearRe * Cos144) + (farRe * Cos72), y[0] + (nearIm * Cos144) + (farIm * Cos72));
        var (cRe, cIm) = ((nearDiffIm * Sin72) + (farDiffIm * Sin144), (nearDiffRe * Sin72) + (farDiffRe * Sin144));
        var (dRe, dIm) = ((nearDiffIm * Sin144) - (farDiffIm * Sin72), (nearDiffRe * Sin144) - (farDiffRe * Sin72));
        outRe[at] = x[0] + nearRe + farRe;
        outIm[at] = y[0] + nearIm + farIm;
        outRe[at + _done] = aRe + cRe;
        outIm[at + _done] = aIm - cIm;
        outRe[at + (2 * _done)] = bRe + dRe;
        outIm[at + (2 * _done)] = bIm - dIm;
        outRe[at + (3 * _done)] = bRe - dRe;
        outIm[at + (3 * _done)] = bIm + dIm;
        outRe[at + (4 * _done)] = aRe - cRe;
        outIm[at + (4 * _done)] = aIm + cIm;
    }
}
