namespace Triad.Inference.Kinds.Staged;

/// <summary>What the encoders make of a part.</summary>
/// <param name="Weight">How much it counts.</param>
/// <param name="Sound">Of its sound.</param>
/// <param name="Pictures">Of its frames.</param>
/// <param name="Text">Of its text.</param>
internal sealed record EncodedPart(float Weight, StagedState? Sound, StagedState? Pictures, StagedState? Text)
{
    /// <summary>The vector of a head of one modality.</summary>
    public float[] VectorOf(StagedHead head, int size)
    {
        if (head == StagedHead.Audio)
            return Sound!.Vectors;
        if (head == StagedHead.Video)
            return Pictures!.Vectors;
        for (var i = 0; i < StagedHead.OfText.Count; i++)
            if (StagedHead.OfText[i] == head)
                return Text!.Vectors[(i * size)..((i + 1) * size)];
        throw new ArgumentOutOfRangeException(nameof(head), head.Name, "is no head of one modality");
    }
}
