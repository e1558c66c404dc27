namespace Triad.Inference.Kinds.Staged;

/// <summary>What an encoder makes of a sound, a clip or a text.</summary>
/// <param name="Vectors">The vectors of its heads, as they leave the graph.</param>
/// <param name="Pooled">The state that goes on to composed heads.</param>
/// <param name="Hidden">A state a tick or frame; empty of a text.</param>
/// <param name="Count">Ticks or frames.</param>
internal sealed record StagedState(float[] Vectors, float[] Pooled, float[] Hidden, int Count)
{
    /// <summary>Takes apart what a graph's row gave.</summary>
    public static StagedState Of(float[] row, int vectors, int pooled, int count) => new(row[..vectors], row[vectors..(vectors + pooled)], row[(vectors + pooled)..], count);
}
