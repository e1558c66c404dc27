namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>A model that nobody offers as graphs: its user makes them, and is told how.</summary>
internal sealed class ExportSource : IModelSource
{
    /// <inheritdoc/>
    public string Name => "export";

    /// <inheritdoc/>
    public Task<FetchedModel> FetchAsync(FetchRequest request, CancellationToken cancellationToken) => throw DownloadException.Unavailable(
        "model", request.Name, $"has no graphs to fetch: make them of {request.Source.Place}", string.Join(" ", request.Source.Steps));
}
