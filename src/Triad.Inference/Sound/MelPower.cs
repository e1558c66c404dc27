using System.Buffers;
using System.Runtime.Intrinsics;

namespace Triad.Inference.Sound;

/// <summary>The power that each mel filter passes, frame by frame.</summary>
internal abstract class MelPower
{
    /// <summary>Prepares the transform for the vectors that this processor has.</summary>
    /// <param name="hop">Samples from frame to frame.</param>
    /// <param name="window">The weights of a frame's samples; as long as the transform, see <see cref="FftLength"/>.</param>
    /// <param name="filters">The filters for that length.</param>
    public static MelPower Create(int hop, double[] window, MelFilterBank filters) => Vector512.IsHardwareAccelerated
        ? new MelPower<EightLanes>(hop, window, filters)
        : new MelPower<FourLanes>(hop, window, filters);

    /// <summary>Computes all frames.</summary>
    /// <param name="padded">The samples of all frames, the first one's at the start.</param>
    /// <param name="power">Receives filters x frames values.</param>
    /// <param name="frames">How many frames there are.</param>
    public abstract void Compute(ReadOnlySpan<double> padded, Span<float> power, int frames);
}

/// <summary>As many frames at once as a vector has lanes. Thread-safe.</summary>
internal sealed class MelPower<TLanes> : MelPower
    where TLanes : struct, ILanes<TLanes>
{
    private readonly MixedRadixFft<TLanes> _fft;
    private readonly MelFilterBank _filters;
    private readonly double[] _window;
    private readonly int _hop;

    public MelPower(int hop, double[] window, MelFilterBank filters)
    {
        (_hop, _window, _filters) = (hop, window, filters);
        _fft = new MixedRadixFft<TLanes>(window.Length);
    }

    /// <inheritdoc/>
    public override void Compute(ReadOnlySpan<double> padded, Span<float> power, int frames)
    {
        var fft = _fft.Length;
        var rented = ArrayPool<TLanes>.Shared.Rent(fft + _fft.Bins + (2 * fft));
        try
        {
            var signal = rented.AsSpan(0, fft);
            var spectrum = rented.AsSpan(fft, _fft.Bins);
            var work = rented.AsSpan(fft + _fft.Bins, 2 * fft);
            for (var first = 0; first < frames; first += TLanes.Count)
            {
                var count = Math.Min(TLanes.Count, frames - first);
                TLanes.Gather(padded[(first * _hop)..], _hop, count, _window, signal);
                _fft.PowerSpectrum(signal, spectrum, work);
                for (var bin = 0; bin < _filters.Count; bin++)
                {
                    var mel = _filters.Apply<TLanes>(bin, spectrum);
                    for (var lane = 0; lane < count; lane++)
                        power[(bin * frames) + first + lane] = (float)mel[lane];
                }
            }
        }
        finally
        {
            ArrayPool<TLanes>.Shared.Return(rented);
        }
    }
}
