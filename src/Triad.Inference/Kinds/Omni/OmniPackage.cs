using Triad.Core.Modality;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>What embeds with one omni package.</summary>
/// <param name="Opened">Its graphs.</param>
/// <param name="Manifest">What model.json says.</param>
/// <param name="Sequence">Puts items into rows of ids.</param>
/// <param name="Maker">Makes soft tokens.</param>
internal sealed record OmniPackage(LoadedPackage Opened, OmniManifest Manifest, OmniSequence Sequence, SoftTokenMaker Maker)
{
    /// <summary>The text graph.</summary>
    public GraphLane Text => Opened.Lanes[OmniGraphs.NameOf(Modalities.Text)];
}
