namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>A model's files, here.</summary>
/// <param name="Folder">Their folder, in the hub's layout.</param>
/// <param name="Origin">Where they come from, for the package's card; null where the folder is a user's own.</param>
internal sealed record FetchedModel(string Folder, string? Origin)
{
    /// <summary>The package, where the source has made one in the folder; null where the files are still to be imported.</summary>
    public ImportedModel? Made { get; init; }
}
