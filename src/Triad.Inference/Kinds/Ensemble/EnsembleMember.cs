using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>One of an ensemble's packages.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Embedder">What embeds with it.</param>
/// <param name="Weight">How much its scores count.</param>
internal sealed record EnsembleMember(string Name, IEmbedder Embedder, double Weight)
{
    /// <summary>What the package offers.</summary>
    public ModelInfo Model => Embedder.Model;

    /// <summary>
    /// What it stores within the ensemble. Not a full one, which would be called differently from segment to segment: a package that stores such brings the
    /// masks that it stores beside it.
    /// </summary>
    public IReadOnlyList<RepresentationInfo> Representations =>
    [
        .. Model.Representations.Where(one => one.Name != RepresentationName.Full && (!Model.StoreFull || Model.Stored.Contains(one.Name.Mask))),
    ];

    /// <summary>True where a query with these modalities can ask one of its representations, with all of them or some.</summary>
    public static bool Takes(RepresentationInfo own, Modalities query) => own.Heads.Count > 0
        ? own.HeadOf(query) is not null
        : (own.Queries & query) != Modalities.None;
}
