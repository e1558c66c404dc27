
namespace Triad.Server.Data;

/// <summary>
/// The part of the data directory that belongs to one process: what it holds there is of use to nobody else while it lives. Its lock is the kernel's,
/// which lets go of it even after a kill.
/// </summary>
internal sealed class ProcessFolder : IDisposable
{
    private const string LockName = "lock";
    private const string UnfinishedMark = ".new-";

    private readonly FileStream _lock;

    private ProcessFolder(string root, FileStream @lock) => (Root, _lock) = (root, @lock);

    public string Root { get; }

    public string Scratch => Path.Combine(Root, "scratch");

    /// <summary>Copies of media that decoders read.</summary>
    public string Leases => Path.Combine(Root, "leases");

    /// <summary>Decrypted copies of media that decoders read.</summary>
    public string Plain => Path.Combine(Root, "plain");

    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>What was counted of usage, and is not in the ledgers yet.</summary>
    public string Usage => Path.Combine(Root, "usage");

    /// <summary>True where usage is left.</summary>
    public bool HasUsage => Directory.Exists(Usage) && Directory.EnumerateFileSystemEntries(Usage).Any();

    /// <summary>True where uploads on their way are remembered here.</summary>
    public bool HasUploads => Directory.Exists(Uploads) && Directory.EnumerateFileSystemEntries(Uploads).Any();

    /// <summary>Makes one for this process.</summary>
    public static ProcessFolder Create(string parent)
    {
        // Locked under another name first: nobody must take it for the folder of an ended process before the lock is held.
        var name = FormattableString.Invariant($"{Environment.ProcessId}-{Guid.NewGuid():n}");
        var unfinished = Path.Combine(parent, UnfinishedMark + name);
        Directory.CreateDirectory(unfinished, DataFolder.PrivateFolder);
        var stream = new FileStream(Path.Combine(unfinished, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        var root = Path.Combine(parent, name);
        Directory.Move(unfinished, root);
        return new ProcessFolder(root, stream);
    }

    /// <summary>Takes those whose processes have ended; they are this process's until it lets go of them.</summary>
    public static IReadOnlyList<ProcessFolder> TakeAbandoned(string parent, ProcessFolder own) =>
    [
        .. Directory.EnumerateDirectories(parent)
            .Where(folder => folder != own.Root && !Path.GetFileName(folder).StartsWith(UnfinishedMark, StringComparison.Ordinal))
            .Select(TryTake)
            .OfType<ProcessFolder>(),
    ];

    public void DeleteScratch()
    {
        foreach (var folder in new[] { Scratch, Leases, Plain }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Removes the folder, and lets go of it.</summary>
    public void Remove()
    {
        Directory.Delete(Root, recursive: true);
        Dispose();
    }

    public void Dispose() => _lock.Dispose();

    private static ProcessFolder? TryTake(string folder)
    {
        try
        {
            return new ProcessFolder(folder, new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            // Its process lives, or another has just taken or removed it.
            return null;
        }
    }
}
