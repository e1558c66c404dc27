using Triad.Core.Errors;

namespace Triad.Inference.Hub.Downloads;

/// <summary>Brings models of the catalogue here, as packages.</summary>
public interface IModelDownloader
{
    /// <summary>Fetches a model's files, checks them, and makes its package, which is there whole or not at all.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="progress">Receives how far it is.</param>
    /// <param name="cancellationToken">Ends it. What was fetched stays, and the next call goes on there.</param>
    /// <returns>The package; or what is wrong, with field, value and remedy.</returns>
    Task<Result<ImportedModel>> GetAsync(ModelRequest request, IProgress<DownloadProgress> progress, CancellationToken cancellationToken);
}
