namespace Triad.Benchmarks.Models;

/// <summary>What a package takes for a frame, a second of sound, or a query.</summary>
/// <param name="Unit">Which.</param>
/// <param name="ServedMs">Through the embedder.</param>
/// <param name="RawMs">Bare ONNX Runtime on the same tensors.</param>
/// <param name="PreparationMs">Of that, what became of pixels or sound before the graphs; processor time.</param>
/// <param name="Ratio">
/// Bare ONNX Runtime's time over ours, preparation left out; null where preparation is so much of it that the rest is noise.
/// </param>
/// <param name="WholeRatio">The same with preparation.</param>
internal sealed record WorkFigures(string Unit, double ServedMs, double RawMs, double PreparationMs, double? Ratio, double WholeRatio)
{
    /// <summary>The share of preparation in the processor time.</summary>
    public double PreparationShare { get; init; }

    private const double WantedRatio = 0.9;

    /// <summary>What is neither graph nor preparation: queues, batches, copies.</summary>
    public double OverheadMs { get; init; }

    /// <summary>Whether it costs little more than its graphs; what cannot be told is not.</summary>
    public bool IsFast => Ratio >= WantedRatio;

    /// <summary>Figures under the names that the report has.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Values()
    {
        yield return new($"{Unit}_ms", Math.Round(ServedMs, 3));
        yield return new($"{Unit}_raw_ms", Math.Round(RawMs, 3));
        yield return new($"{Unit}_served_over_raw", Ratio is { } ratio ? Math.Round(ratio, 3) : null);
        yield return new($"{Unit}_overhead_ms", Told(OverheadMs));
        if (Unit == ModelWork.Query)
            yield break;
        yield return new($"{Unit}_with_preparation", Math.Round(WholeRatio, 3));
        yield return new($"{Unit}_preparation_ms", Told(PreparationMs));
        yield return new($"{Unit}_preparation_share", Told(PreparationShare));
    }

    // A part that is larger than the whole was measured wrong, and so was what is left.
    private double? Told(double value) => PreparationShare > 1 ? null : Math.Round(value, 3);
}
