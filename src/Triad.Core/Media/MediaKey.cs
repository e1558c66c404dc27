using Triad.Core.Identity;

namespace Triad.Core.Media;

/// <summary>The name of one blob of a video in the media store.</summary>
/// <param name="Tenant">The tenant that owns the blob.</param>
/// <param name="Video">The video that it belongs to.</param>
/// <param name="Name">1 to 100 of a-z, 0-9, dot, underscore and hyphen; not beginning with a dot: "source.3f2a…", "captions", "mel.…".</param>
public readonly record struct MediaKey(TenantId Tenant, VideoId Video, string Name);
