namespace Triad.Core.Media;

/// <summary>A blob that is durable in the media store.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the content.</param>
public sealed record StoredMedia(long Length, string Sha256);
