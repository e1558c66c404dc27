namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>A kind of place that models come from: one class, and one line in <see cref="DownloadRegistration"/>.</summary>
internal interface IModelSource
{
    /// <summary>The name that the catalogue calls it.</summary>
    string Name { get; }

    /// <summary>Fetches a model's files into a folder in the hub's layout.</summary>
    /// <exception cref="DownloadException">They cannot be had, or are not what was announced.</exception>
    Task<FetchedModel> FetchAsync(FetchRequest request, CancellationToken cancellationToken);
}
