using System.Buffers;
using System.Numerics.Tensors;
using Triad.Inference.Embedding;

namespace Triad.Inference.Sound;

/// <summary>
/// Turns sound into a log-mel as docs/model-package.md states: DC removed, pre-emphasis, symmetric Hamming window, frames centred with
/// reflection, power spectrum, Slaney mel filters, decibels relative to the clip's maximum, a floor below it. Several
/// frames are transformed at once, one in each lane of a vector. Thread-safe.
/// </summary>
internal sealed class LogMelFrontEnd
{
    // Powers below are not told from silence, so that silence is 0 dB throughout rather than a division by zero.
    private const float LeastPower = 1e-10f;

    private readonly MelPower _power;

    /// <summary>Prepares window, transform and filters.</summary>
    /// <param name="settings">Validated settings.</param>
    public LogMelFrontEnd(AudioSettings settings)
    {
        Settings = settings;
        _power = MelPower.Create(
            settings.Hop,
            AnalysisWindows.CentredHamming(settings.Window, settings.Fft),
            MelFilterBank.Slaney(settings.MelBins, settings.SampleRate, settings.Fft, settings.MinHz, settings.MaxHz));
    }

    /// <summary>The settings that the front-end was made for.</summary>
    public AudioSettings Settings { get; }

    /// <summary>Computes the log-mel of a clip.</summary>
    /// <param name="samples">At least one mono sample at the settings' rate; values that are not finite count as 0, and magnitudes are cut
    /// at 10^6.</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    public MelSpectrogram Compute(ReadOnlySpan<float> samples)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("A clip without samples has no log-mel.", nameof(samples));
        using var timed = PreparationInstruments.Sound();
        var padded = ArrayPool<double>.Shared.Rent(samples.Length + Settings.Fft);
        var frames = Settings.FrameCount(samples.Length);
        var power = ArrayPool<float>.Shared.Rent(Settings.MelBins * frames);
        try
        {
            Prepare(samples, padded.AsSpan(0, samples.Length + Settings.Fft));
            _power.Compute(padded.AsSpan(0, samples.Length + Settings.Fft), power, frames);
            return ToDecibels(power.AsSpan(0, Settings.MelBins * frames), frames);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(padded);
            ArrayPool<float>.Shared.Return(power);
        }
    }

    /// <summary>Writes (dB - mean) / std, padded with zeros to <paramref name="paddedFrames"/> a row.</summary>
    /// <param name="mel">The log-mel.</param>
    /// <param name="paddedFrames">Length of a row of the destination; at least the clip's frames.</param>
    /// <param name="destination">Bins x paddedFrames values.</param>
    public void WriteNormalised(MelSpectrogram mel, int paddedFrames, Span<float> destination)
    {
        for (var bin = 0; bin < mel.Bins; bin++)
        {
            var row = destination.Slice(bin * paddedFrames, paddedFrames);
            TensorPrimitives.Subtract(mel.Values.AsSpan(bin * mel.Frames, mel.Frames), (float)Settings.MeanDb, row);
            TensorPrimitives.Multiply(row[..mel.Frames], (float)(1 / Settings.StdDb), row);
            row[mel.Frames..].Clear();
        }
    }

    private void Prepare(ReadOnlySpan<float> samples, Span<double> padded)
    {
        var pad = Settings.Fft / 2;
        var clip = padded.Slice(pad, samples.Length);
        HostileSamples.CopyTo(samples, clip);
        var mean = TensorPrimitives.Sum<double>(clip) / clip.Length;
        TensorPrimitives.Add(clip, -mean, clip);
        Emphasise(clip);
        ReflectedEdges.Fill(padded, pad);
    }

    private void Emphasise(Span<double> clip)
    {
        var before = ArrayPool<double>.Shared.Rent(clip.Length);
        clip.CopyTo(before);
        TensorPrimitives.MultiplyAdd(
            before.AsSpan(0, clip.Length - 1), -Settings.Preemphasis, before.AsSpan(1, clip.Length - 1), clip[1..]);
        ArrayPool<double>.Shared.Return(before);
    }

    private MelSpectrogram ToDecibels(ReadOnlySpan<float> power, int frames)
    {
        var decibels = new float[power.Length];
        TensorPrimitives.Max(power, LeastPower, decibels);
        var loudest = 10 * MathF.Log10(TensorPrimitives.Max<float>(decibels));
        TensorPrimitives.Log10(decibels, decibels);
        TensorPrimitives.Multiply(decibels, 10, decibels);
        TensorPrimitives.Subtract(decibels, loudest, decibels);
        TensorPrimitives.Max(decibels, (float)-Settings.FloorDb, decibels);
        TensorPrimitives.Min(decibels, 0, decibels);
        return new MelSpectrogram(decibels, Settings.MelBins, frames);
    }
}
