using Triad.Core.Errors;

namespace Triad.Inference.Hub;

/// <summary>Makes one package of several.</summary>
public interface IEnsembleMaker
{
    /// <summary>Makes an ensemble.</summary>
    /// <param name="request">Its members, and where it goes.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The package; or what is wrong, with file, field, value and remedy.</returns>
    Task<Result<MadeEnsemble>> MakeAsync(EnsembleRequest request, CancellationToken cancellationToken);
}
