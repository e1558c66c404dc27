using Triad.Core.Scores;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="ScoreMoments"/> between grains.</summary>
[RegisterConverter]
public sealed class ScoreMomentsConverter : IConverter<ScoreMoments, ScoreMomentsSurrogate>
{
    /// <inheritdoc/>
    public ScoreMoments ConvertFromSurrogate(in ScoreMomentsSurrogate surrogate) => new(surrogate.Count, surrogate.Mean, surrogate.Squares);

    /// <inheritdoc/>
    public ScoreMomentsSurrogate ConvertToSurrogate(in ScoreMoments value) =>
        new() { Count = value.Count, Mean = value.Mean, Squares = value.Squares };
}
