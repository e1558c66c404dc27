using Triad.Core.Modality;

namespace Triad.Core.Filters;

/// <summary>The segment has every modality of a mask.</summary>
public sealed record MaskContains(Modalities Mask) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject) => subject.Mask.Contains(Mask);
}
