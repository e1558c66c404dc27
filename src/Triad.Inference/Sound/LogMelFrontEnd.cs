using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Triad.Inference.Packages;

namespace Triad.Inference.Sound;

/// <summary>
/// Turns sound into a log-mel as docs/model-package.md states: DC removed, pre-emphasis, symmetric Hamming window, frames centred with
/// reflection, power spectrum, Slaney mel filters, decibels relative to the clip's maximum, a floor below it. As many frames as a
/// vector register has lanes are transformed at once. Thread-safe.
/// </summary>
public sealed class LogMelFrontEnd
{
    // Powers below are not told from silence, so that silence is 0 dB throughout rather than a division by zero.
    private const double LeastPower = 1e-10;

    private static readonly int Lanes = Vector<double>.Count;

    private readonly MixedRadixFft _fft;
    private readonly MelFilterBank _filters;
    private readonly double[] _window;

    /// <summary>Prepares window, transform and filters.</summary>
    /// <param name="settings">Validated settings.</param>
    public LogMelFrontEnd(AudioSettings settings)
    {
        Settings = settings;
        _fft = new MixedRadixFft(settings.Fft);
        _filters = new MelFilterBank(settings.MelBins, settings.SampleRate, settings.Fft, settings.MinHz, settings.MaxHz);
        _window = new double[settings.Fft];
        var (offset, steps) = ((settings.Fft - settings.Window) / 2, Math.Max(settings.Window - 1, 1));
        for (var i = 0; i < settings.Window; i++) _window[offset + i] = 0.54 - (0.46 * Math.Cos(2 * Math.PI * i / steps));
    }

    /// <summary>The settings that the front-end was made for.</summary>
    public AudioSettings Settings { get; }

    /// <summary>Computes the log-mel of a clip.</summary>
    /// <param name="samples">At least one mono sample at the settings' rate; values that are not finite count as 0.</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    public MelSpectrogram Compute(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty) throw new ArgumentException("A clip without samples has no log-mel.", nameof(samples));
        var padded = ArrayPool<double>.Shared.Rent(samples.Length + Settings.Fft);
        var frames = Settings.FrameCount(samples.Length);
        var power = ArrayPool<double>.Shared.Rent(Settings.MelBins * frames);
        try
        {
            Prepare(samples, padded.AsSpan(0, samples.Length + Settings.Fft));
            MelPower(padded, power, frames);
            return ToDecibels(power.AsSpan(0, Settings.MelBins * frames), frames);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(padded);
            ArrayPool<double>.Shared.Return(power);
        }
    }

    /// <summary>Writes (dB - mean) / std, padded with zeros to <paramref name="paddedFrames"/> a row.</summary>
    /// <param name="mel">The log-mel.</param>
    /// <param name="paddedFrames">Length of a row of the destination; at least the clip's frames.</param>
    /// <param name="destination">Bins x paddedFrames values.</param>
    public void WriteNormalised(MelSpectrogram mel, int paddedFrames, Span<float> destination)
    {
        var (scale, shift) = (1 / Settings.StdDb, Settings.MeanDb);
        for (var bin = 0; bin < mel.Bins; bin++)
        {
            var row = destination.Slice(bin * paddedFrames, paddedFrames);
            var source = mel.Values.AsSpan(bin * mel.Frames, mel.Frames);
            for (var i = 0; i < source.Length; i++) row[i] = (float)((source[i] - shift) * scale);
            row[mel.Frames..].Clear();
        }
    }

    private void Prepare(ReadOnlySpan<float> samples, Span<double> padded)
    {
        var pad = Settings.Fft / 2;
        var clip = padded.Slice(pad, samples.Length);
        var mean = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            clip[i] = float.IsFinite(samples[i]) ? samples[i] : 0;
            mean += clip[i];
        }

        mean /= samples.Length;
        var before = 0.0;
        for (var i = 0; i < clip.Length; i++)
        {
            var centred = clip[i] - mean;
            clip[i] = centred - (Settings.Preemphasis * before);
            before = centred;
        }

        for (var i = 1; i <= pad; i++)
        {
            padded[pad - i] = clip[Reflect(-i, clip.Length)];
            padded[pad + clip.Length - 1 + i] = clip[Reflect(clip.Length - 1 + i, clip.Length)];
        }
    }

    private static int Reflect(int index, int length)
    {
        if (length == 1) return 0;
        var period = 2 * (length - 1);
        var folded = ((index % period) + period) % period;
        return folded < length ? folded : period - folded;
    }

    private void MelPower(ReadOnlySpan<double> padded, Span<double> power, int frames)
    {
        var fft = _fft.Length;
        var needed = fft + _fft.Bins + (2 * fft);
        var rented = ArrayPool<Vector<double>>.Shared.Rent(needed);
        try
        {
            var signal = rented.AsSpan(0, fft);
            var spectrum = rented.AsSpan(fft, _fft.Bins);
            var work = rented.AsSpan(fft + _fft.Bins, 2 * fft);
            for (var first = 0; first < frames; first += Lanes)
            {
                var lanes = Math.Min(Lanes, frames - first);
                Gather(padded, first, lanes, MemoryMarshal.Cast<Vector<double>, double>(signal));
                _fft.PowerSpectrum(signal, spectrum, work);
                for (var bin = 0; bin < _filters.Count; bin++)
                {
                    var mel = _filters.Apply(bin, spectrum);
                    for (var lane = 0; lane < lanes; lane++) power[(bin * frames) + first + lane] = mel[lane];
                }
            }
        }
        finally
        {
            ArrayPool<Vector<double>>.Shared.Return(rented);
        }
    }

    private void Gather(ReadOnlySpan<double> padded, int first, int lanes, Span<double> signal)
    {
        if (lanes < Lanes) signal.Clear();
        for (var lane = 0; lane < lanes; lane++)
        {
            var frame = padded.Slice((first + lane) * Settings.Hop, _window.Length);
            for (var i = 0; i < frame.Length; i++) signal[(i * Lanes) + lane] = frame[i] * _window[i];
        }
    }

    private MelSpectrogram ToDecibels(ReadOnlySpan<double> power, int frames)
    {
        var loudest = LeastPower;
        foreach (var value in power) loudest = Math.Max(loudest, value);
        var reference = 10 * Math.Log10(loudest);
        var decibels = new float[power.Length];
        for (var i = 0; i < power.Length; i++)
        {
            var relative = (10 * Math.Log10(Math.Max(power[i], LeastPower))) - reference;
            decibels[i] = (float)Math.Max(relative, -Settings.FloorDb);
        }

        return new MelSpectrogram(decibels, Settings.MelBins, frames);
    }
}
