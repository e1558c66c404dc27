using System.Buffers;
using System.Numerics.Tensors;
using System.Numerics;
using Triad.Inference.Embedding;

namespace Triad.Inference.Sound;

/// <summary>
/// AST's features (Gong et al. 2021), which are Kaldi's: frames of 25 ms every 10 ms, none over the edges; of each frame the mean is taken
/// out, then it is pre-emphasised by 0.97 and weighted by a symmetric Hann window; power of a transform of the next power of two, triangles
/// in the mel domain from 20 Hz on, natural logarithm; filled up with zeros, and only then (x - mean) / (2 x deviation).
/// </summary>
internal sealed class AstFrontEnd : ISoundInput
{
    private const double Preemphasis = 0.97;
    private const double MinHz = 20;
    private const float LeastPower = 1.1920929e-7f;

    private readonly AstSettings _settings;
    private readonly Lazy<MelPower> _power;
    private readonly int _length;
    private readonly int _hop;
    private readonly int _fft;

    /// <summary>A front-end; window, transform and filters are made with its first features.</summary>
    /// <param name="settings">Validated settings, before the first features.</param>
    public AstFrontEnd(AstSettings settings)
    {
        _settings = settings;
        (_length, _hop) = (settings.SampleRate / 40, settings.SampleRate / 100);
        _fft = (int)BitOperations.RoundUpToPowerOf2((uint)_length);

        // Frames are prepared one by one, and lie end to end.
        _power = new Lazy<MelPower>(() => MelPower.Create(
            _fft,
            AnalysisWindows.SymmetricHann(_length, _fft),
            MelFilterBank.Kaldi(settings.MelBins, settings.SampleRate, _fft, MinHz, settings.SampleRate / 2.0)));
        Shape = [settings.Frames, settings.MelBins];
    }

    /// <inheritdoc/>
    public int SampleRate => _settings.SampleRate;

    /// <inheritdoc/>
    public int Window => _length + ((_settings.Frames - 1) * _hop);

    /// <inheritdoc/>
    public int Hop => Window;

    /// <inheritdoc/>
    public IReadOnlyList<long> Shape { get; }

    /// <inheritdoc/>
    public string Key => $"ast;{_settings.Key}";

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples, Span<float> row)
    {
        using var timed = PreparationInstruments.Sound();

        // What is shorter than a frame is filled up with silence to one.
        var frames = Math.Clamp(1 + ((samples.Length - _length) / _hop), 1, _settings.Frames);
        var prepared = ArrayPool<double>.Shared.Rent(frames * _fft);
        var clip = ArrayPool<double>.Shared.Rent(Math.Max(samples.Length, _length));
        var power = ArrayPool<float>.Shared.Rent(_settings.MelBins * frames);
        try
        {
            HostileSamples.CopyTo(samples, clip.AsSpan(0, samples.Length));
            clip.AsSpan(samples.Length).Clear();
            for (var frame = 0; frame < frames; frame++)
                Prepare(clip.AsSpan(frame * _hop, _length), prepared.AsSpan(frame * _fft, _fft));
            _power.Value.Compute(prepared.AsSpan(0, frames * _fft), power, frames);
            WriteNormalised(power, frames, row);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(prepared);
            ArrayPool<double>.Shared.Return(clip);
            ArrayPool<float>.Shared.Return(power);
        }
    }

    private static void Prepare(ReadOnlySpan<double> samples, Span<double> frame)
    {
        var mean = TensorPrimitives.Sum(samples) / samples.Length;
        frame[0] = (1 - Preemphasis) * (samples[0] - mean);
        for (var i = 1; i < samples.Length; i++)
            frame[i] = samples[i] - mean - (Preemphasis * (samples[i - 1] - mean));
        frame[samples.Length..].Clear();
    }

    private void WriteNormalised(ReadOnlySpan<float> power, int frames, Span<float> features)
    {
        var bins = _settings.MelBins;
        var (mean, scale) = ((float)_settings.Mean, (float)(2 * _settings.Std));
        features.Fill(-mean / scale);
        for (var frame = 0; frame < frames; frame++)
            for (var bin = 0; bin < bins; bin++)
                features[(frame * bins) + bin] = (MathF.Log(Math.Max(power[(bin * frames) + frame], LeastPower)) - mean) / scale;
    }
}
