using System.Runtime.CompilerServices;

namespace Triad.Inference.Sound;

/// <summary>One self-sorting pass of a complex Fourier transform: butterflies of one radix over groups that earlier passes made.</summary>
internal sealed class FftPass<TLanes>
    where TLanes : struct, ILanes<TLanes>
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
    public void Run(ReadOnlySpan<TLanes> re, ReadOnlySpan<TLanes> im, Span<TLanes> outRe, Span<TLanes> outIm)
    {
        var k = 0;
        for (var j = 0; j < _stride; j++)
        {
            var at = ((j - k) * _radix) + k;
            switch (_radix)
            {
                case 2: Two(re, im, j, k, outRe, outIm, at); break;
                case 3: Three(re, im, j, k, outRe, outIm, at); break;
                case 4: Four(re, im, j, k, outRe, outIm, at); break;
                default: Five(re, im, j, k, outRe, outIm, at); break;
            }

            if (++k == _done)
                k = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Load(ReadOnlySpan<TLanes> re, ReadOnlySpan<TLanes> im, int j, int k, int r, out TLanes x, out TLanes y)
    {
        var (c, s) = (_cos[(k * _radix) + r], _sin[(k * _radix) + r]);
        var (a, b) = (re[j + (r * _stride)], im[j + (r * _stride)]);
        x = (a * c) - (b * s);
        y = (a * s) + (b * c);
    }

    private void Two(ReadOnlySpan<TLanes> re, ReadOnlySpan<TLanes> im, int j, int k, Span<TLanes> outRe, Span<TLanes> outIm, int at)
    {
        var (x0, y0) = (re[j], im[j]);
        Load(re, im, j, k, 1, out var x1, out var y1);
        outRe[at] = x0 + x1;
        outIm[at] = y0 + y1;
        outRe[at + _done] = x0 - x1;
        outIm[at + _done] = y0 - y1;
    }

    private void Three(ReadOnlySpan<TLanes> re, ReadOnlySpan<TLanes> im, int j, int k, Span<TLanes> outRe, Span<TLanes> outIm, int at)
    {
        var (x0, y0) = (re[j], im[j]);
        Load(re, im, j, k, 1, out var x1, out var y1);
        Load(re, im, j, k, 2, out var x2, out var y2);
        var (sumRe, sumIm) = (x1 + x2, y1 + y2);
        var (turnRe, turnIm) = ((y1 - y2) * Sin60, (x2 - x1) * Sin60);
        var (midRe, midIm) = (x0 - (sumRe * 0.5), y0 - (sumIm * 0.5));
        outRe[at] = x0 + sumRe;
        outIm[at] = y0 + sumIm;
        outRe[at + _done] = midRe + turnRe;
        outIm[at + _done] = midIm + turnIm;
        outRe[at + (2 * _done)] = midRe - turnRe;
        outIm[at + (2 * _done)] = midIm - turnIm;
    }

    private void Four(ReadOnlySpan<TLanes> re, ReadOnlySpan<TLanes> im, int j, int k, Span<TLanes> outRe, Span<TLanes> outIm, int at)
    {
        var (x0, y0) = (re[j], im[j]);
        Load(re, im, j, k, 1, out var x1, out var y1);
        Load(re, im, j, k, 2, out var x2, out var y2);
        Load(re, im, j, k, 3, out var x3, out var y3);
        var (evenRe, evenIm) = (x0 + x2, y0 + y2);
        var (diffRe, diffIm) = (x0 - x2, y0 - y2);
        var (oddRe, oddIm) = (x1 + x3, y1 + y3);
        var (turnRe, turnIm) = (y1 - y3, x3 - x1);
        outRe[at] = evenRe + oddRe;
        outIm[at] = evenIm + oddIm;
        outRe[at + _done] = diffRe + turnRe;
        outIm[at + _done] = diffIm + turnIm;
        outRe[at + (2 * _done)] = evenRe - oddRe;
        outIm[at + (2 * _done)] = evenIm - oddIm;
        outRe[at + (3 * _done)] = diffRe - turnRe;
        outIm[at + (3 * _done)] = diffIm - turnIm;
    }

    private void Five(ReadOnlySpan<TLanes> re, ReadOnlySpan<TLanes> im, int j, int k, Span<TLanes> outRe, Span<TLanes> outIm, int at)
    {
        var (x0, y0) = (re[j], im[j]);
        Load(re, im, j, k, 1, out var x1, out var y1);
        Load(re, im, j, k, 2, out var x2, out var y2);
        Load(re, im, j, k, 3, out var x3, out var y3);
        Load(re, im, j, k, 4, out var x4, out var y4);
        var (nearRe, nearIm) = (x1 + x4, y1 + y4);
        var (farRe, farIm) = (x2 + x3, y2 + y3);
        var (nearDiffRe, nearDiffIm) = (x1 - x4, y1 - y4);
        var (farDiffRe, farDiffIm) = (x2 - x3, y2 - y3);
        var (aRe, aIm) = (x0 + (nearRe * Cos72) + (farRe * Cos144), y0 + (nearIm * Cos72) + (farIm * Cos144));
        var (bRe, bIm) = (x0 + (nearRe * Cos144) + (farRe * Cos72), y0 + (nearIm * Cos144) + (farIm * Cos72));
        var (cRe, cIm) = ((nearDiffIm * Sin72) + (farDiffIm * Sin144), (nearDiffRe * Sin72) + (farDiffRe * Sin144));
        var (dRe, dIm) = ((nearDiffIm * Sin144) - (farDiffIm * Sin72), (nearDiffRe * Sin144) - (farDiffRe * Sin72));
        outRe[at] = x0 + nearRe + farRe;
        outIm[at] = y0 + nearIm + farIm;
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
