using System.Buffers;
using Triad.Inference.Embedding;

namespace Triad.Inference.Sound;

/// <summary>
/// CLAP's features (Wu et al. 2023, the unfused models): a short sound is repeated as often as it fits whole, then filled up with silence;
/// frames centred with reflection, periodic Hann window, power, Slaney mel filters, 10 log10(max(x, 1e-10)); frame by frame.
/// </summary>
internal sealed class ClapFrontEnd : ISoundInput
{
    private const float LeastPower = 1e-10f;

    private readonly ClapSettings _settings;
    private readonly Lazy<MelPower> _power;
    private readonly int _frames;

    /// <summary>A front-end; window, transform and filters are made with its first features.</summary>
    /// <param name="settings">Validated settings, before the first features.</param>
    public ClapFrontEnd(ClapSettings settings)
    {
        _settings = settings;
        _frames = 1 + (settings.WindowSamples / settings.Hop);
        _power = new Lazy<MelPower>(() => MelPower.Create(
            settings.Hop,
            AnalysisWindows.PeriodicHann(settings.Fft),
            MelFilterBank.Slaney(settings.MelBins, settings.SampleRate, settings.Fft, settings.MinHz, settings.MaxHz)));
        Shape = [1, _frames, settings.MelBins];
    }

    /// <inheritdoc/>
    public int SampleRate => _settings.SampleRate;

    /// <inheritdoc/>
    public int Window => _settings.WindowSamples;

    /// <inheritdoc/>
    public int Hop => Window;

    /// <inheritdoc/>
    public IReadOnlyList<long> Shape { get; }

    /// <inheritdoc/>
    public string Key => $"clap;{_settings.Key}";

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<float> samples, Span<float> row)
    {
        using var timed = PreparationInstruments.Sound();
        var (edge, bins) = (_settings.Fft / 2, _settings.MelBins);
        var length = Window + (2 * edge);
        var padded = ArrayPool<double>.Shared.Rent(length);
        var power = ArrayPool<float>.Shared.Rent(bins * _frames);
        try
        {
            Repeat(samples, padded.AsSpan(edge, Window));
            ReflectedEdges.Fill(padded.AsSpan(0, length), edge);
            _power.Value.Compute(padded.AsSpan(0, length), power, _frames);
            for (var frame = 0; frame < _frames; frame++)
                for (var bin = 0; bin < bins; bin++)
                    row[(frame * bins) + bin] = 10 * MathF.Log10(Math.Max(power[(bin * _frames) + frame], LeastPower));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(padded);
            ArrayPool<float>.Shared.Return(power);
        }
    }

    private static void Repeat(ReadOnlySpan<float> samples, Span<double> window)
    {
        var once = window[..samples.Length];
        HostileSamples.CopyTo(samples, once);
        var times = window.Length / samples.Length;
        for (var i = 1; i < times; i++)
            once.CopyTo(window[(i * samples.Length)..]);
        window[(times * samples.Length)..].Clear();
    }
}
