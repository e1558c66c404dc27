using Triad.Core.Scores;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="ScoreScale"/> between grains.</summary>
[RegisterConverter]
public sealed class ScoreScaleConverter : IConverter<ScoreScale, ScoreScaleSurrogate>
{
    /// <inheritdoc/>
    public ScoreScale ConvertFromSurrogate(in ScoreScaleSurrogate surrogate) => new(surrogate.Mean, surrogate.Deviation, surrogate.Weight);

    /// <inheritdoc/>
    public ScoreScaleSurrogate ConvertToSurrogate(in ScoreScale value) =>
        new() { Mean = value.Mean, Deviation = value.Deviation, Weight = value.Weight };
}
