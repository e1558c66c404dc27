using Triad.Core.Indexing;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="ScoreCursor"/> between grains.</summary>
[RegisterConverter]
public sealed class ScoreCursorConverter : IConverter<ScoreCursor, ScoreCursorSurrogate>
{
    /// <inheritdoc/>
    public ScoreCursor ConvertFromSurrogate(in ScoreCursorSurrogate surrogate) => new(surrogate.Score, surrogate.Id);

    /// <inheritdoc/>
    public ScoreCursorSurrogate ConvertToSurrogate(in ScoreCursor value) => new() { Score = value.Score, Id = value.Id };
}
