using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;

namespace Triad.Media.FolderStore;

/// <summary>
/// Folders on their way out: gone in one step for every reader and after every crash, while the removal of the content may take its time. The name of
/// each says whose it was, so that what a kill has left there is counted, and removed, with its owner.
/// </summary>
internal sealed class TrashFolder(StoreLayout layout, IFolderFiles files, TimeProvider time)
{
    private const string WholeTenant = "all";
    private const int HashBytes = 12;

    /// <summary>Removes a tenant's folder, or a video's.</summary>
    public void Take(string folder, TenantId tenant, VideoId? video)
    {
        if (!Directory.Exists(folder))
            return;
        var trash = Path.Combine(layout.Trash, $"{PassingName.New(time)}-{TenantMark(tenant)}-{VideoMark(tenant, video)}");
        files.Rename(folder, trash);
        files.SyncFolder(Path.GetDirectoryName(folder)!);
        Directory.Delete(trash, recursive: true);
    }

    /// <summary>What lies there of a tenant, or of a video.</summary>
    public IReadOnlyList<string> Of(TenantId tenant, VideoId? video)
    {
        if (!Directory.Exists(layout.Trash))
            return [];
        var end = video is null ? $"-{TenantMark(tenant)}-" : $"-{TenantMark(tenant)}-{VideoMark(tenant, video)}";
        return [.. Directory.EnumerateDirectories(layout.Trash).Where(path => Path.GetFileName(path).Contains(end, StringComparison.Ordinal))];
    }

    private static string TenantMark(TenantId tenant) => Hash(tenant.Value);

    private static string VideoMark(TenantId tenant, VideoId? video) => video is { } one ? Hash($"{tenant.Value}/{one.Value}") : WholeTenant;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
}
