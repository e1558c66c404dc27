namespace Triad.Inference.Hub.Downloads;

/// <summary>A file that a source has.</summary>
/// <param name="Path">Its path, with slashes.</param>
/// <param name="Address">Where it is read.</param>
/// <param name="Bytes">Its size; null where the source does not tell.</param>
internal sealed record RemoteFile(string Path, Uri Address, long? Bytes)
{
    /// <summary>The SHA-256 that the source states; null where it states none.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The SHA-1 of Git's object, which the source states of small files; null where it states none.</summary>
    public string? GitObject { get; init; }
}
