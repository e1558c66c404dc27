using System.Buffers;
using System.Runtime.Intrinsics;

namespace Triad.Inference.Sound;

/// <summary>The power that each mel filter passes, frame by frame.</summary>
internal abstract class MelPower
{
    /// <summary>Prepares window, transform and filters for the vectors that this processor has.</summary>
    public static MelPower Create(AudioSettings settings) =>
        Vector512.IsHardwareAccelerated ? new MelPower<EightLanes>(settings) : new MelPower<FourLanes>(settings);

    /// <summary>Computes all frames.</summary>
    /// <param name="padded">The samples, with half a transform's length before the first and after the last.</param>
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

    public MelPower(AudioSettings settings)
    {
        _hop = settings.Hop;
        _fft = new MixedRadixFft<TLanes>(settings.Fft);
        _filters = new MelFilterBank(settings.MelBins, settings.SampleRate, settings.Fft, settings.MinHz, settings.MaxHz);
        _window = new double[settings.Fft];
        var (offset, steps) = ((settings.Fft - settings.Window) / 2, Math.Max(settings.Window - 1, 1));
        for (var i = 0; i < settings.Window; i++)
            _window[offset + i] = 0.54 - (0.46 * Math.Cos(2 * Math.PI * i / steps));
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
