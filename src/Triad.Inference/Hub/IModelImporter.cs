using Triad.Core.Errors;

namespace Triad.Inference.Hub;

/// <summary>Makes packages of folders as they lie on the hub.</summary>
public interface IModelImporter
{
    /// <summary>Imports a folder.</summary>
    /// <param name="source">The hub's folder.</param>
    /// <param name="target">The package's folder, which must not be there yet. Its name becomes the package's id.</param>
    /// <param name="variant">The variant of the graphs.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The package; or what is wrong, with file, field, value and remedy.</returns>
    Task<Result<ImportedModel>> ImportAsync(string source, string target, HubVariant variant, CancellationToken cancellationToken) =>
        ImportAsync(new ImportRequest(source, target, variant), cancellationToken);

    /// <summary>Imports a folder of which more is known than its files say.</summary>
    /// <param name="request">The folder, and what is known of it.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The package; or what is wrong, with file, field, value and remedy.</returns>
    Task<Result<ImportedModel>> ImportAsync(ImportRequest request, CancellationToken cancellationToken);
}
