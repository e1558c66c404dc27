using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Inference.Embedding;

/// <summary>An embedder that has classes and tells how probable each is, for people who try a model.</summary>
public interface IScorer
{
    /// <summary>What its classes are of: pictures or sound.</summary>
    Modalities Scored { get; }

    /// <summary>The mean probability of each class over all that a thing has, the most probable first.</summary>
    Task<Result<IReadOnlyList<LabelScore>>> ScoreAsync(IReadOnlyList<EmbedPart> parts, CancellationToken cancellationToken);
}
