namespace Triad.Resilience.Tests.Durability;

/// <summary>
/// A disk that follows the traced calls of a process, and knows what a power cut would leave: of a file what was written before an fsync of it began that
/// has ended, of a folder the names as of its last fsync. Nothing else is taken for durable: no file by the folder's sync, no name by the file's.
/// </summary>
internal sealed class PowerLossDisk(string root)
{
    private readonly DiskFolder _root = new();
    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);

    /// <summary>Applies all calls that ended before a line of the trace.</summary>
    public static PowerLossDisk At(string root, IReadOnlyList<SystemCall> calls, int line)
    {
        var disk = new PowerLossDisk(root);
        var steps = calls.Where(call => call.Result >= 0 && call.End < line)
            .SelectMany(call => IsSync(call) ? [new DiskStep(call.Start, call, false), new DiskStep(call.End, call, true)] : new[] { new DiskStep(call.End, call, true) })
            .OrderBy(step => step.Line).ThenBy(step => step.IsEnd);
        var seen = new Dictionary<SystemCall, Action>(ReferenceEqualityComparer.Instance);
        foreach (var (_, call, isEnd) in steps)
        {
            if (!isEnd)
                seen[call] = disk.Look(call);
            else if (seen.Remove(call, out var keep))
                keep();
            else
                disk.Apply(call);
        }

        return disk;
    }

    /// <summary>Writes down what a power cut leaves.</summary>
    public void Save(string folder) => Save(_root, folder, folder => folder.Synced, file => file.Synced);

    /// <summary>Writes down what a power cut leaves where the disk has kept some of what was not synced too.</summary>
    public void SaveMixed(string folder, Random random) => Save(_root, folder, folder => folder.Mixed(random), file => file.Mixed(random));

    private static bool IsSync(SystemCall call) => call.Name is "fsync" or "fdatasync";

    private static void Save(DiskFolder node, string path, Func<DiskFolder, Dictionary<string, DiskNode>> entries, Func<DiskFile, byte[]> content)
    {
        Directory.CreateDirectory(path);
        foreach (var (name, entry) in entries(node))
        {
            if (entry is DiskFolder folder)
                Save(folder, Path.Combine(path, name), entries, content);
            else
                System.IO.File.WriteAllBytes(Path.Combine(path, name), content((DiskFile)entry));
        }
    }

    /// <summary>What a sync makes durable is what it finds when it begins; that it is durable is known when it ends.</summary>
    private Action Look(SystemCall sync)
    {
        switch (Find(sync.DescriptorPath))
        {
            case DiskFile file:
                var written = file.Written.ToArray();
                return () => file.Synced = written;
            case DiskFolder folder:
                var entries = new Dictionary<string, DiskNode>(folder.Entries, StringComparer.Ordinal);
                return () => folder.Synced = entries;
            default:
                return static () => { };
        }
    }

    private void Apply(SystemCall call)
    {
        switch (call.Name)
        {
            case "openat" or "open" or "creat":
                Open(call);
                break;
            case "lseek":
                _offsets[call.Descriptor] = call.Result;
                break;
            case "write" or "writev" when File(call) is { } file:
                var at = _offsets.GetValueOrDefault(call.Descriptor);
                file.Write(at, Bytes(call));
                _offsets[call.Descriptor] = at + call.Result;
                break;
            case "pwrite64" or "pwritev" when File(call) is { } file:
                file.Write(call.LastNumber, Bytes(call));
                break;
            case "ftruncate" when File(call) is { } file:
                file.Resize(call.SecondNumber);
                break;
            case "fallocate" when File(call) is { } file:
                file.Resize(Math.Max(file.Written.Length, call.LastNumber));
                break;
            case "mkdir" or "mkdirat":
                Name(call.Texts()[^1], new DiskFolder());
                break;
            case "unlink" or "unlinkat" or "rmdir":
                Name(call.Texts()[^1], null);
                break;
            case "rename" or "renameat" or "renameat2":
                Move(call.Texts()[^2], call.Texts()[^1]);
                break;
            case "link" or "linkat":
                Name(call.Texts()[^1], Find(call.Texts()[^2]));
                break;
            case "truncate" or "pwritev2" or "copy_file_range" or "sendfile" or "sync_file_range" when IsInside(call):
                throw new NotSupportedException($"The disk knows no {call.Name}: {call.Arguments[..Math.Min(200, call.Arguments.Length)]}");
        }
    }

    private void Open(SystemCall call)
    {
        var path = call.ResultPath;
        if (!IsInside(path))
            return;
        _offsets[$"{call.Result}<{path}>"] = 0;
        if (Find(path) is not { } node)
        {
            if (call.Arguments.Contains("O_CREAT", StringComparison.Ordinal))
                Name(path, new DiskFile());
        }
        else if (node is DiskFile file && call.Arguments.Contains("O_TRUNC", StringComparison.Ordinal))
        {
            file.Resize(0);
        }
    }

    private static byte[] Bytes(SystemCall call)
    {
        var bytes = call.Strings().SelectMany(part => part).ToArray();
        return call.Result <= bytes.Length ? bytes[..(int)call.Result] : throw new InvalidDataException($"The trace has {bytes.Length} of {call.Result} bytes.");
    }

    private void Move(string from, string to)
    {
        if (Find(from) is { } node)
        {
            Name(from, null);
            Name(to, node);
        }
    }

    private void Name(string path, DiskNode? node)
    {
        if (!IsInside(path) || Find(Path.GetDirectoryName(path)!) is not DiskFolder folder)
            return;
        if (node is null)
            folder.Entries.Remove(Path.GetFileName(path));
        else
            folder.Entries[Path.GetFileName(path)] = node;
    }

    private DiskFile? File(SystemCall call) => Find(call.DescriptorPath) as DiskFile;

    private DiskNode? Find(string path)
    {
        if (path == root)
            return _root;
        if (!IsInside(path))
            return null;
        DiskNode? node = _root;
        foreach (var name in Path.GetRelativePath(root, path).Split('/'))
            node = (node as DiskFolder)?.Entries.GetValueOrDefault(name);
        return node;
    }

    private bool IsInside(SystemCall call) => IsInside(call.DescriptorPath) || call.Arguments.Contains(root, StringComparison.Ordinal);

    private bool IsInside(string path) => path.StartsWith(root + "/", StringComparison.Ordinal);
}
