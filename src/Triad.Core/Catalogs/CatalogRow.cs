using Triad.Core.Identity;

namespace Triad.Core.Catalogs;

/// <summary>A video in a catalog, and a place in its order: newest first, then by id (ordinal).</summary>
/// <param name="Video">The video.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="Bytes">Bytes of the upload.</param>
public sealed record CatalogRow(VideoId Video, DateTimeOffset CreatedAt, long Bytes);
