using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>Keys of video grains: tenant/video. Neither id can hold a slash.</summary>
public readonly record struct VideoKey(TenantId Tenant, VideoId Video)
{
    /// <summary>The grain key.</summary>
    public override string ToString() => $"{Tenant}/{Video}";

    /// <summary>Parses a key that <see cref="ToString"/> made.</summary>
    /// <exception cref="FormatException">It did not.</exception>
    public static VideoKey Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? new VideoKey(TenantId.From(key[..slash]), VideoId.From(key[(slash + 1)..]))
            : throw new FormatException($"'{key}' is not a video key.");
    }
}
