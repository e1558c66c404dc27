namespace Triad.Inference.Kinds.Staged;

/// <summary>An item, prepared for the graphs.</summary>
/// <param name="Parts">Its parts.</param>
/// <param name="Targets">The vectors that are made of it.</param>
internal sealed record StagedItem(IReadOnlyList<StagedPart> Parts, IReadOnlyList<StagedTarget> Targets)
{
    /// <summary>The most rows that it takes.</summary>
    public int Rows => Parts.Sum(part => part.Rows) + Targets.Sum(target => target.MixesOf(Parts).Count);
}
