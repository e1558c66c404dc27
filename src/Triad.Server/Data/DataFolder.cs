using System.Security.Cryptography;
using Triad.Core.Durability;
using Triad.Server.Hosting;

namespace Triad.Server.Data;

/// <summary>The data directory: what is where, and who has it: one process alone, or those of one cluster together.</summary>
internal sealed class DataFolder : IDisposable
{
    public const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int TokenKeyBytes = 32;

    // Held as long as the process lives, the kernel lets go of it even after a kill: alone by one process, or shared by those of a cluster.
    private readonly FileStream _lock;
    private readonly ProcessFolder _process;
    private readonly IReadOnlyList<ProcessFolder> _abandoned;

    private DataFolder(string root, FileStream @lock, string? cluster, bool sweepsUploads)
    {
        (Root, _lock) = (root, @lock);
        IsShared = cluster is not null;
        if (cluster is not null)
            CheckCluster(cluster);
        Directory.CreateDirectory(Processes, PrivateFolder);
        _process = ProcessFolder.Create(Processes);
        _abandoned = Tidy(sweepsUploads);
    }

    public string Root { get; }

    /// <summary>True where other processes use the directory too.</summary>
    public bool IsShared { get; }

    public string StateDatabase => Path.Combine(Root, "state.db");

    public string Vectors => Path.Combine(Root, "vectors");

    public string Media => Path.Combine(Root, "media");

    public string Audit => Path.Combine(Root, "audit");

    /// <summary>This process's own.</summary>
    public string Scratch => _process.Scratch;

    /// <summary>This process's own.</summary>
    public string Leases => _process.Leases;

    /// <summary>This process's own.</summary>
    public string Plain => _process.Plain;

    /// <summary>This process's own.</summary>
    public string Uploads => _process.Uploads;

    /// <summary>What ended processes left of <see cref="Uploads"/>; nobody else clears them away while this process lives.</summary>
    public IReadOnlyList<string> AbandonedUploads => [.. _abandoned.Select(process => process.Uploads).Append(Path.Combine(Root, "uploads"))];

    /// <summary>This process's own.</summary>
    public string Usage => _process.Usage;

    /// <summary>What ended processes left of <see cref="Usage"/>; nobody else tells it while this process lives.</summary>
    public IReadOnlyList<string> AbandonedUsage => [.. _abandoned.Select(process => process.Usage)];

    public string OperatorKeyPath => Path.Combine(Root, "operator.key");

    public string MediaKeyPath => Path.Combine(Root, "media.key");

    /// <summary>The private key that signs receipts.</summary>
    public string ReceiptKeyPath => Path.Combine(Root, "receipt.key");

    public string BootstrapTokenPath => Path.Combine(Root, "bootstrap.token");

    private string Processes => Path.Combine(Root, "processes");

    private string AddressPath => Path.Combine(Root, "address");

    private string TokenKeyPath => Path.Combine(Root, "token.key");

    private string ClusterPath => Path.Combine(Root, "cluster");

    /// <summary>Makes the directory where it is missing, and claims it.</summary>
    /// <param name="root">Its path.</param>
    /// <param name="cluster">The cluster whose processes share it; null to have it alone.</param>
    /// <param name="sweepsUploads">True where this process clears away what others left of uploads.</param>
    public static DataFolder Open(string root, string? cluster = null, bool sweepsUploads = true)
    {
        try
        {
            if (!Directory.Exists(root))
                CreateDurably(root);
            CheckWhole(root);
            return new DataFolder(root, Lock(root, isShared: cluster is not null), cluster, sweepsUploads);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data directory '{root}' cannot be used: {exception.Message} Give another with --data.", exception);
        }
    }

    // Written by a restore before the first file, and removed after the last one.
    private static void CheckWhole(string root)
    {
        var mark = Path.Combine(root, "restore.unfinished");
        if (File.Exists(mark))
            throw new StartException($"The data directory '{root}' is half restored from the backup '{File.ReadAllText(mark).Trim()}'. Run 'triad backup restore' again: it goes on.");
    }

    // What is acknowledged later lies in it: after a power cut it must still have its name.
    private static void CreateDurably(string root)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(root))!;
        FolderSync.Create(parent);
        Directory.CreateDirectory(root, PrivateFolder);
        FolderSync.Flush(parent);
    }

    /// <summary>The key that signs page tokens and watermarks: drawn once, by the process that comes first.</summary>
    public byte[] TokenKey()
    {
        if (!File.Exists(TokenKeyPath))
            OnceFile.Write(TokenKeyPath, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenKeyBytes)) + Environment.NewLine);
        try
        {
            return Convert.FromHexString(File.ReadAllText(TokenKeyPath).Trim());
        }
        catch (FormatException exception)
        {
            throw new StartException($"'{TokenKeyPath}' is damaged. Delete it: page tokens and watermarks given out so far end with it.", exception);
        }
    }

    /// <summary>The one-time token for the first operator's key: drawn once, by the process that comes first, for the eyes of this user only.</summary>
    public string BootstrapToken()
    {
        if (!File.Exists(BootstrapTokenPath))
            OnceFile.Write(BootstrapTokenPath, $"tb_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenKeyBytes))}{Environment.NewLine}");
        return File.ReadAllText(BootstrapTokenPath).Trim();
    }

    /// <summary>The first operator key as it was left here, or null.</summary>
    public string? ReadOperatorKey() => File.Exists(OperatorKeyPath) ? File.ReadAllText(OperatorKeyPath).Trim() : null;

    /// <summary>Leaves the first operator key here, for the eyes of this user only, unless another process has left one.</summary>
    public void WriteOperatorKey(string token) => OnceFile.Write(OperatorKeyPath, token + Environment.NewLine);

    /// <summary>Leaves the address for command line tools on this machine.</summary>
    public void RememberAddress(string address) => File.WriteAllText(AddressPath, address + Environment.NewLine);

    /// <summary>Removes the address when nobody listens there any more; another process's stays.</summary>
    public void ForgetAddress(string address)
    {
        if (File.Exists(AddressPath) && File.ReadAllText(AddressPath).Trim() == address)
            File.Delete(AddressPath);
    }

    public void Dispose()
    {
        foreach (var abandoned in _abandoned)
            abandoned.Dispose();
        if (_process.HasUploads || _process.HasUsage)
            _process.Dispose();
        else
            _process.Remove();
        _lock.Dispose();
    }

    private static FileStream Lock(string root, bool isShared)
    {
        var path = Path.Combine(root, "lock");
        try
        {
            return isShared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new StartException(
                $"The data directory '{root}' is in use by another process{(isShared ? " that has it alone" : string.Empty)}. "
                + "Stop it, or give another directory with --data. Only processes of one cluster share a directory.",
                exception);
        }
    }

    private void CheckCluster(string cluster)
    {
        if (!File.Exists(ClusterPath))
            OnceFile.Write(ClusterPath, cluster + Environment.NewLine);
        if (File.ReadAllText(ClusterPath).Trim() is var owner && owner != cluster)
        {
            _lock.Dispose();
            throw new StartException(
                $"The data directory '{Root}' belongs to the cluster '{owner}', and this process to '{cluster}'. "
                + $"Set Triad:Cluster:ClusterId to '{owner}', give another directory with --data, or, where that cluster is no more, delete '{ClusterPath}'.");
        }
    }

    /// <summary>Clears away what ended processes left, but for uploads and usage, which need the cluster; keeps the folders that have some.</summary>
    private List<ProcessFolder> Tidy(bool sweepsUploads)
    {
        var kept = new List<ProcessFolder>();
        foreach (var folder in ProcessFolder.TakeAbandoned(Processes, _process))
        {
            folder.DeleteScratch();
            if (folder is { HasUploads: false, HasUsage: false })
                folder.Remove();
            else if (sweepsUploads || !folder.HasUploads)
                kept.Add(folder);
            else
                folder.Dispose();
        }

        return kept;
    }
}
