using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Media.FolderStore;
using Triad.Testing.Media;

namespace Triad.Media.Tests.FolderStore;

/// <summary>The contract on a folder, and what is particular to folders.</summary>
public sealed class FolderMediaStoreTests : MediaStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-store-");
    private readonly FakeTimeProvider _time = new();

    private string Root => Path.Combine(_folder.FullName, "store");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Writing_Acknowledged_SyncedFileThenRenamedThenSyncedFolder()
    {
        var files = new RecordingFiles();
        var sut = CreateSut(files);
        files.Log.Clear();

        await sut.WriteAsync(Key(), Chunks(Bytes(5000)), long.MaxValue, default);

        var steps = files.Log.Where(step => step != "create folder").ToList();
        Assert.Equal(["create", "sync", "rename", "sync folder"], steps);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("sync")]
    [InlineData("rename")]
    [InlineData("create folder")]
    public async Task FullDisk_AtAnyStep_LeavesNothing(string step)
    {
        var files = new RecordingFiles();
        var sut = CreateSut(files);
        files.FailAt = step;

        var stored = await sut.WriteAsync(Key(), Chunks(Bytes(5000)), long.MaxValue, default);

        Assert.Equal(ErrorReason.StorageFull, stored.Error?.Reason);
        Assert.DoesNotContain(Root, stored.Error!.Message);
        Assert.Empty(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task RealFullDisk_Written_LeavesNothingAndTheRestWhole()
    {
        Assert.SkipUnless(SmallDisk.CanBeMade, "No small file system may be mounted on this machine.");
        using var disk = new SmallDisk();
        var sut = new FolderMediaStore(disk.Folder, new FolderFiles(), _time, NullLogger<FolderMediaStore>.Instance);
        await sut.WriteAsync(Key("small"), Chunks(Bytes(1000)), long.MaxValue, default);

        var stored = await sut.WriteAsync(Key("large"), Chunks(Bytes(4 << 20), 1 << 16), long.MaxValue, default);

        Assert.Equal(ErrorReason.StorageFull, stored.Error?.Reason);
        var listed = await sut.ListAsync(Key().Tenant, Key().Video, default);
        Assert.Equal(["small"], listed.Value.Keys);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(disk.Folder, ".incoming")));
        Assert.True((await sut.WriteAsync(Key("again"), Chunks(Bytes(1000)), long.MaxValue, default)).IsOk);
    }

    [Fact]
    public void AbandonedEntries_OfAFolderOfItsOwn_AreSweptWhateverTheirAge()
    {
        CreateSut();
        var young = Path.Combine(Root, ".incoming", PassingName.New(_time));
        File.WriteAllText(young, "half");

        _ = new FolderMediaStore(Root, new FolderFiles(), _time, NullLogger<FolderMediaStore>.Instance, sharedFolders: false);

        Assert.False(File.Exists(young));
    }

    [Fact]
    public void AbandonedEntries_AtStart_AreSweptAndYoungOnesKept()
    {
        CreateSut();
        var incoming = Path.Combine(Root, ".incoming");
        var old = Path.Combine(incoming, PassingName.New(_time));
        File.WriteAllText(old, "half");
        _time.Advance(TimeSpan.FromDays(2));
        var young = Path.Combine(incoming, PassingName.New(_time));
        File.WriteAllText(young, "half");
        Directory.CreateDirectory(Path.Combine(Root, ".trash", "1-x", "y"));

        CreateSut();

        Assert.Equal([young], Directory.EnumerateFileSystemEntries(incoming));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Root, ".trash")));
    }

    [Fact]
    public async Task Folders_Made_AreForTheServiceAlone()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(10)), long.MaxValue, default);

        Assert.All(
            new DirectoryInfo(Root).EnumerateDirectories("*", SearchOption.AllDirectories).Append(new DirectoryInfo(Root)),
            folder => Assert.Equal(FolderFiles.FolderMode, folder.UnixFileMode));
    }

    [Fact]
    public async Task Store_OpenedAgain_HasWhatWasWritten()
    {
        await CreateSut().WriteAsync(Key(), Chunks(Bytes(10)), long.MaxValue, default);

        var listed = await CreateSut().ListAsync(Key().Tenant, Key().Video, default);

        Assert.Equal(10, listed.Value["source"]);
    }

    protected override IMediaStore CreateSut() => CreateSut(new FolderFiles());

    private FolderMediaStore CreateSut(IFolderFiles files) => new(Root, files, _time, NullLogger<FolderMediaStore>.Instance);
}
