using Triad.Core.Errors;

namespace Triad.Inference.Hub;

/// <summary>Makes packages of endpoints.</summary>
public interface IRemotePackager
{
    /// <summary>Asks an endpoint once, and writes a package that states what it gave.</summary>
    /// <returns>The package; or what is wrong with the request or the endpoint.</returns>
    Task<Result<ImportedModel>> MakeAsync(RemotePackageRequest request, CancellationToken cancellationToken);
}
