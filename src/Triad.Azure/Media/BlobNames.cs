using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Azure.Media;

/// <summary>
/// What blobs are called: tenant/video/name. Azure drops a dot at the end of a part of a path, so such a part gets a tilde, which no id and no
/// name has.
/// </summary>
internal static class BlobNames
{
    private const char Tail = '~';

    /// <summary>What the names of a video's blobs begin with.</summary>
    public static string PrefixOf(TenantId tenant, VideoId video) => $"{tenant.Value}/{Part(video.Value)}/";

    /// <summary>A blob's name.</summary>
    /// <exception cref="ArgumentException">The key's name is not one.</exception>
    public static string Of(MediaKey key) => PrefixOf(key.Tenant, key.Video) + Part(MediaName.Checked(key));

    /// <summary>The name of the key that a blob of a video is of.</summary>
    public static string NameOf(string blob, string prefix) => blob[prefix.Length..].TrimEnd(Tail);

    private static string Part(string value) => value.EndsWith('.') ? value + Tail : value;
}
