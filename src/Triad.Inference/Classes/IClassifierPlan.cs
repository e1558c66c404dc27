using Triad.Core.Modality;
using Triad.Inference.Kinds;

namespace Triad.Inference.Classes;

/// <summary>A classifier's package, read and checked, as packages use it that hold one.</summary>
internal interface IClassifierPlan : IPackagePlan
{
    /// <summary>The classes, in the order of the scores.</summary>
    IReadOnlyList<ClassLabel> Labels { get; }

    /// <summary>What makes probabilities of its scores.</summary>
    Activation Activation { get; }

    /// <summary>What it looks at: pictures or sound.</summary>
    Modalities Scored { get; }
}
