using System.Security.Cryptography;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Gateway.Library;

/// <summary>One upload on its way, and the blobs that it writes.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Video">The video to be.</param>
/// <param name="Mark">Tells apart two uploads of one video at the same time, so that they do not write to the same blobs.</param>
internal sealed record UploadEntry(TenantId Tenant, VideoId Video, string Mark)
{
    /// <summary>Where the bytes go.</summary>
    /// <summary>The file that remembers it, where that is another process's; null for one in this process's journal.</summary>
    public string? JournalFile { get; init; }

    public MediaKey Source => new(Tenant, Video, $"source.{Mark}");

    /// <summary>Where the captions go.</summary>
    public MediaKey Captions => new(Tenant, Video, $"captions.{Mark}");

    /// <summary>A new upload.</summary>
    public static UploadEntry Draw(TenantId tenant, VideoId video) =>
        new(tenant, video, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
}
