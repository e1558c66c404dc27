using System.Security.Cryptography;
using System.Text;

namespace Triad.Backup.Marks;

/// <summary>What is where in the data directory of a platform.</summary>
internal sealed class PlatformFolder(string root)
{
    private static readonly string OffloadedFolder = Path.Combine(
        Convert.ToHexStringLower(SHA256.HashData("-index"u8).AsSpan(0, 1)), "-index");

    public string Root { get; } = Path.GetFullPath(root);

    public string State => Path.Combine(Root, "state.db");

    public string Vectors => Path.Combine(Root, "vectors");

    public string Media => Path.Combine(Root, "media");

    public string Audit => Path.Combine(Root, "audit");

    public string MediaKey => Path.Combine(Root, "media.key");

    public string Lock => Path.Combine(Root, "lock");

    /// <summary>While it is there the directory is half restored; the server refuses it.</summary>
    public string Unfinished => Path.Combine(Root, "restore.unfinished");

    /// <summary>The path in a backup of a file of the directory.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The path in the directory of a file of a backup.</summary>
    public string PathOf(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Databases of shards, and the marks of those that are in the media store; of one tenant, or of all.</summary>
    public IEnumerable<string> ShardFiles(string? tenant) => FoldersOf(Vectors, tenant)
        .SelectMany(Directory.EnumerateFiles)
        .Where(file => Path.GetExtension(file) is ".db" or ".away");

    /// <summary>Files of shards that are in the media store.</summary>
    public IEnumerable<string> OffloadedFiles(string? tenant) => FoldersOf(Media, tenant)
        .Select(folder => Path.Combine(folder, OffloadedFolder))
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles);

    /// <summary>The folders of videos in the media store, but for that of offloaded shards.</summary>
    public IEnumerable<(string Tenant, string Video, string Folder)> VideoFolders(string? tenant) =>
        from owner in FoldersOf(Media, tenant)
        from bucket in Directory.EnumerateDirectories(owner)
        from folder in Directory.EnumerateDirectories(bucket)
        where Path.GetFileName(folder) != "-index"
        select (Path.GetFileName(owner), Path.GetFileName(folder), folder);

    private static IEnumerable<string> FoldersOf(string folder, string? tenant)
    {
        if (tenant is not null)
            return Directory.Exists(Path.Combine(folder, tenant)) ? [Path.Combine(folder, tenant)] : [];
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Where(each => !Path.GetFileName(each).StartsWith('.'))
            : [];
    }
}
