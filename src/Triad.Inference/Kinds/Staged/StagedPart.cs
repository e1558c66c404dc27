using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Staged;

/// <summary>A part of an item, prepared for the graphs; only what its vectors are made of.</summary>
/// <param name="Weight">How much it counts.</param>
/// <param name="Ids">The ids of its text, or null.</param>
/// <param name="Frames">The frames that are taken of its clip, or null.</param>
/// <param name="Samples">Its sound, or null.</param>
internal sealed record StagedPart(float Weight, long[]? Ids, IReadOnlyList<PreparedFrame>? Frames, ReadOnlyMemory<float>? Samples)
{
    /// <summary>Its text, to be told with an error.</summary>
    public string Text { get; init; } = "";

    /// <summary>What it has.</summary>
    public Modalities Mask =>
        (Ids is null ? Modalities.None : Modalities.Text)
        | (Frames is null ? Modalities.None : Modalities.Video)
        | (Samples is null ? Modalities.None : Modalities.Audio);

    /// <summary>The most rows that it takes.</summary>
    public int Rows => (Ids is null ? 0 : 1) + (Frames is { } frames ? frames.Count + 1 : 0) + (Samples is null ? 0 : 2);
}
