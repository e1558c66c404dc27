using System.Security.Cryptography;
using Triad.Core.Durability;
using Triad.Server.Hosting;

namespace Triad.Server.Data;

/// <summary>The data directory: what is where, and that one process at a time has it.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int TokenKeyBytes = 32;

    // Held as long as the process lives; the kernel lets go of it even after a kill.
    private readonly FileStream _lock;

    private DataFolder(string root, FileStream @lock) => (Root, _lock) = (root, @lock);

    public string Root { get; }

    public string StateDatabase => Path.Combine(Root, "state.db");

    public string Vectors => Path.Combine(Root, "vectors");

    public string Media => Path.Combine(Root, "media");

    public string Scratch => Path.Combine(Root, "scratch");

    public string Uploads => Path.Combine(Root, "uploads");

    public string OperatorKeyPath => Path.Combine(Root, "operator.key");

    private string AddressPath => Path.Combine(Root, "address");

    private string TokenKeyPath => Path.Combine(Root, "token.key");

    /// <summary>Makes the directory where it is missing, and claims it.</summary>
    public static DataFolder Open(string root)
    {
        try
        {
            Directory.CreateDirectory(root, Private | UnixFileMode.UserExecute);
            var path = Path.Combine(root, "lock");
            return new DataFolder(root, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(Path.Combine(root, "lock")))
        {
            throw new StartException($"The data directory '{root}' is in use by another process. Stop it, or give another directory with --data.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data directory '{root}' cannot be used: {exception.Message} Give another with --data.", exception);
        }
    }

    /// <summary>The key that signs page tokens and watermarks: drawn once.</summary>
    public byte[] TokenKey()
    {
        if (!File.Exists(TokenKeyPath))
            WriteDurably(TokenKeyPath, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenKeyBytes)));
        try
        {
            return Convert.FromHexString(File.ReadAllText(TokenKeyPath).Trim());
        }
        catch (FormatException exception)
        {
            throw new StartException($"'{TokenKeyPath}' is damaged. Delete it: page tokens and watermarks given out so far end with it.", exception);
        }
    }

    /// <summary>The first operator key as it was left here, or null.</summary>
    public string? ReadOperatorKey() => File.Exists(OperatorKeyPath) ? File.ReadAllText(OperatorKeyPath).Trim() : null;

    /// <summary>Leaves the first operator key here, for the eyes of this user only.</summary>
    public void WriteOperatorKey(string token) => WriteDurably(OperatorKeyPath, token);

    /// <summary>Leaves the address for command line tools on this machine.</summary>
    public void RememberAddress(string address) => File.WriteAllText(AddressPath, address + Environment.NewLine);

    /// <summary>Removes the address when nobody listens there any more.</summary>
    public void ForgetAddress() => File.Delete(AddressPath);

    public void Dispose() => _lock.Dispose();

    /// <summary>Written beside and renamed, so that a kill leaves the whole or nothing.</summary>
    private static void WriteDurably(string path, string text)
    {
        var beside = path + ".new";
        using (var stream = new FileStream(beside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Private }))
        using (var writer = new StreamWriter(stream))
        {
            writer.WriteLine(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }
}
