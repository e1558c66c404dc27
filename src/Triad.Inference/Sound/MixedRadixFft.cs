namespace Triad.Inference.Sound;

/// <summary>
/// Fourier transform of real signals, several at once: lane i of every vector belongs to signal i. Self-sorting (Stockham) passes of
/// radix 2, 3, 4 and 5 over the half-length complex signal, in double precision: quiet mel bands lie 80 dB below the loudest, where
/// the rounding of single precision would show.
/// </summary>
internal sealed class MixedRadixFft<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private static readonly int[] Radices = [5, 4, 3, 2];

    private readonly FftPass<TLanes>[] _passes;
    private readonly double[] _splitCos;
    private readonly double[] _splitSin;

    /// <summary>Plans a transform.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not supported, see <see cref="FftLength.IsSupported"/>.</exception>
    public MixedRadixFft(int length)
    {
        if (!FftLength.IsSupported(length))
            throw new ArgumentOutOfRangeException(nameof(length), length, "Give an even length whose half is a product of 2, 3 and 5.");
        Length = length;
        var half = length / 2;
        _passes = [.. Plan(half)];
        _splitCos = new double[half + 1];
        _splitSin = new double[half + 1];
        for (var k = 0; k <= half; k++)
            (_splitSin[k], _splitCos[k]) = Math.SinCos(-2 * Math.PI * k / length);
    }

    /// <summary>Length of the real signals.</summary>
    public int Length { get; }

    /// <summary>Length of the spectrum: bins from 0 to half the sample rate.</summary>
    public int Bins => (Length / 2) + 1;

    /// <summary>The power spectra |X[k]|² of <see cref="Length"/> samples.</summary>
    /// <param name="signal">The samples in order.</param>
    /// <param name="power">Receives <see cref="Bins"/> values.</param>
    /// <param name="work">Room for twice <see cref="Length"/> vectors.</param>
    public void PowerSpectrum(ReadOnlySpan<TLanes> signal, Span<TLanes> power, Span<TLanes> work)
    {
        var half = Length / 2;
        var re = work[..half];
        var im = work.Slice(half, half);
        var spareRe = work.Slice(2 * half, half);
        var spareIm = work.Slice(3 * half, half);
        for (var i = 0; i < half; i++)
            (re[i], im[i]) = (signal[2 * i], signal[(2 * i) + 1]);
        foreach (var pass in _passes)
        {
            pass.Run(re, im, spareRe, spareIm);
            var done = spareRe;
            spareRe = re;
            re = done;
            done = spareIm;
            spareIm = im;
            im = done;
        }

        Split(re, im, power);
    }

    private static IEnumerable<FftPass<TLanes>> Plan(int length)
    {
        var (rest, done) = (length, 1);
        while (rest > 1)
        {
            var radix = Radices.First(candidate => rest % candidate == 0);
            yield return new FftPass<TLanes>(length, radix, done);
            rest /= radix;
            done *= radix;
        }
    }

    // The half-length transform holds the even samples' spectrum in its symmetric part and the odd samples' in its antisymmetric part.
    private void Split(ReadOnlySpan<TLanes> re, ReadOnlySpan<TLanes> im, Span<TLanes> power)
    {
        var half = re.Length;
        for (var k = 0; k <= half; k++)
        {
            var (a, b) = (k == half ? 0 : k, k == 0 ? 0 : half - k);
            var evenRe = (re[a] + re[b]) * 0.5;
            var evenIm = (im[a] - im[b]) * 0.5;
            var oddRe = (im[a] + im[b]) * 0.5;
            var oddIm = (re[b] - re[a]) * 0.5;
            var sumRe = evenRe + (oddRe * _splitCos[k]) - (oddIm * _splitSin[k]);
            var sumIm = evenIm + (oddRe * _splitSin[k]) + (oddIm * _splitCos[k]);
            power[k] = (sumRe * sumRe) + (sumIm * sumIm);
        }
    }
}
