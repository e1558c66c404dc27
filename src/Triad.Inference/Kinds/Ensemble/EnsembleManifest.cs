using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Scores;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>What model.json says of an ensemble.</summary>
/// <param name="SegmentSeconds">Length of a segment.</param>
/// <param name="ReadsNames">True where a video's name is text for the members of words.</param>
/// <param name="Weights">How much each member's scores count, by its name.</param>
/// <param name="Priors">What scores of unrelated things are like, by representation and by the modalities of the query.</param>
internal sealed record EnsembleManifest(
    double SegmentSeconds,
    bool ReadsNames,
    IReadOnlyDictionary<string, double> Weights,
    IReadOnlyDictionary<RepresentationName, IReadOnlyDictionary<Modalities, ScorePrior>> Priors);
