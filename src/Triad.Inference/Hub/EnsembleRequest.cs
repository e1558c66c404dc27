namespace Triad.Inference.Hub;

/// <summary>An ensemble that is to be made.</summary>
/// <param name="Members">Its packages, at least two.</param>
/// <param name="Target">Its folder, which must not be there yet. The folder's name becomes the package's id.</param>
public sealed record EnsembleRequest(IReadOnlyList<EnsembleChoice> Members, string Target)
{
    /// <summary>False where a video's name is not to be read as text.</summary>
    public bool ReadsNames { get; init; } = true;
}
