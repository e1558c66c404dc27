using System.Buffers;
using System.Numerics.Tensors;
using Triad.Inference.Embedding;

namespace Triad.Inference.Sound;

/// <summary>
/// Turns sound into ln(mel + floor), mel the magnitudes that HTK's filters pass: frames with a periodic Hann window, half a frame of
/// silence in front, none behind, magnitude spectrum. As Gemma's makers compute it; a frame that reaches beyond the clip is left out.
/// Thread-safe.
/// </summary>
internal sealed class MagnitudeMelFrontEnd
{
    // Files of floats may hold any number; beyond this the spectrum would leave single precision.
    private const float LoudestSample = 1e6f;

    private readonly MixedRadixFft<FourLanes> _fft;
    private readonly HtkMelFilters _filters;
    private readonly double[] _window;

    /// <summary>Prepares window, transform and filters.</summary>
    public MagnitudeMelFrontEnd(MagnitudeMelSettings settings)
    {
        Settings = settings;
        _fft = new MixedRadixFft<FourLanes>(settings.Fft);
        _filters = new HtkMelFilters(settings.MelBins, settings.SampleRate, settings.Fft, settings.MinHz, settings.MaxHz);
        _window = new double[settings.Fft];
        for (var i = 0; i < settings.Frame; i++)
            _window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / settings.Frame));
    }

    /// <summary>The settings that the front-end was made for.</summary>
    public MagnitudeMelSettings Settings { get; }

    /// <summary>Computes the features of a clip: frame after frame, a number a filter. Samples that are not finite count as 0.</summary>
    public float[] Compute(ReadOnlySpan<float> samples)
    {
        using var timed = PreparationInstruments.Sound();
        var frames = Settings.FrameCount(samples.Length);
        var features = new float[frames * _filters.Count];
        var length = ((frames - 1) * Settings.Hop) + Settings.Fft;
        var padded = ArrayPool<double>.Shared.Rent(Math.Max(length, Settings.Fft));
        var vectors = ArrayPool<FourLanes>.Shared.Rent((3 * Settings.Fft) + _fft.Bins);
        try
        {
            Pad(samples, padded.AsSpan(0, Math.Max(length, 0)));
            for (var first = 0; first < frames; first += FourLanes.Count)
                Transform(padded, first, Math.Min(FourLanes.Count, frames - first), vectors, features);
        }
        finally
        {
            ArrayPool<FourLanes>.Shared.Return(vectors);
            ArrayPool<double>.Shared.Return(padded);
        }

        return features;
    }

    private void Pad(ReadOnlySpan<float> samples, Span<double> padded)
    {
        padded.Clear();
        var clip = padded[Math.Min(Settings.Frame / 2, padded.Length)..];
        clip = clip[..Math.Min(clip.Length, samples.Length)];
        TensorPrimitives.ConvertTruncating(samples[..clip.Length], clip);
        if (clip.IsEmpty || TensorPrimitives.MaxMagnitude<double>(clip) <= LoudestSample)
            return;
        foreach (ref var sample in clip)
            sample = double.IsFinite(sample) ? Math.Clamp(sample, -LoudestSample, LoudestSample) : 0;
    }

    private void Transform(ReadOnlySpan<double> padded, int first, int count, Span<FourLanes> vectors, Span<float> features)
    {
        var signal = vectors[..Settings.Fft];
        var spectrum = vectors.Slice(Settings.Fft, _fft.Bins);
        FourLanes.Gather(padded[(first * Settings.Hop)..], Settings.Hop, count, _window, signal);
        _fft.PowerSpectrum(signal, spectrum, vectors.Slice(Settings.Fft + _fft.Bins, 2 * Settings.Fft));
        Span<double> magnitudes = stackalloc double[_fft.Bins];
        for (var lane = 0; lane < count; lane++)
        {
            for (var bin = 0; bin < magnitudes.Length; bin++)
                magnitudes[bin] = Math.Sqrt(spectrum[bin][lane]);
            var frame = features.Slice((first + lane) * _filters.Count, _filters.Count);
            for (var filter = 0; filter < frame.Length; filter++)
                frame[filter] = (float)Math.Log(_filters.Apply(filter, magnitudes) + Settings.Floor);
        }
    }
}
