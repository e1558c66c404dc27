using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Media.FolderStore;

/// <summary>Where things lie in the store's folder: tenant / two hexadecimal digits of the video id's hash / video / blob.</summary>
/// <param name="root">Absolute path of the store's folder.</param>
internal sealed class StoreLayout(string root)
{
    /// <summary>The store's folder.</summary>
    public string Root { get; } = root;

    /// <summary>Blobs that are being written.</summary>
    public string Incoming { get; } = Path.Combine(root, ".incoming");

    /// <summary>Links to blobs that are being read as files.</summary>
    public string Leases { get; } = Path.Combine(root, ".leases");

    /// <summary>Folders of deleted videos on their way out.</summary>
    public string Trash { get; } = Path.Combine(root, ".trash");

    /// <summary>The folders for passing things.</summary>
    public IReadOnlyList<string> Passing => [Incoming, Leases, Trash];

    /// <summary>A video's folder.</summary>
    public string FolderOf(TenantId tenant, VideoId video)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(video.Value));
        return Path.Combine(Root, tenant.Value, Convert.ToHexStringLower(hash.AsSpan(0, 1)), video.Value);
    }

    /// <summary>A blob's file.</summary>
    public string FileOf(MediaKey key) => Path.Combine(FolderOf(key.Tenant, key.Video), MediaName.Checked(key));
}
