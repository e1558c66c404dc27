using Triad.Core.Durability;

namespace Triad.Core.Tests.Durability;

public sealed class FolderSyncTests : IDisposable
{
    private const int NoSuchFile = 2;

    private readonly string _root = Directory.CreateTempSubdirectory("triad-sync-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Create_WithAMode_GivesItToEveryFolderThatIsMade()
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        FolderSync.Create(Path.Combine(_root, "a", "b"), Private);

        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(_root, "a")));
        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(_root, "a", "b")));
    }

    [Fact]
    public void Create_OfAFolderThatIsThere_ChangesNothing()
    {
        var mode = File.GetUnixFileMode(_root);

        FolderSync.Create(_root, UnixFileMode.UserRead);

        Assert.Equal(mode, File.GetUnixFileMode(_root));
    }

    // A full disk and a broken one are told apart by this number.
    [Fact]
    public void Flush_OfNoFolder_FailsWithTheSystemsErrorNumber()
    {
        var failure = Assert.Throws<IOException>(() => FolderSync.Flush(Path.Combine(_root, "missing")));

        Assert.Equal(NoSuchFile, failure.HResult);
        Assert.Contains("missing", failure.Message, StringComparison.Ordinal);
    }
}
