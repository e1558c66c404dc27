using Triad.Core.Errors;

namespace Triad.Inference.Hub;

/// <summary>Makes packages of the kind concept: a classifier that words can search.</summary>
public interface IConceptMaker
{
    /// <summary>Makes a package.</summary>
    /// <returns>The package; or what is wrong, with file, field, value and remedy.</returns>
    Task<Result<MadeConcept>> MakeAsync(ConceptRequest request, CancellationToken cancellationToken);
}
