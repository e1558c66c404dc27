using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Errors;
using Triad.Media.FolderStore;

namespace Triad.Media.Tests.FolderStore;

public sealed class FolderMediaScratchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-scratch-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Content_Held_IsAFileUntilTheLeaseEnds()
    {
        var sut = CreateSut();

        var lease = await sut.HoldAsync(new byte[] { 1, 2, 3 }, default);

        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(lease.Value.Path));
        await lease.Value.DisposeAsync();
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task Content_OverTheLimit_IsRefusedByName()
    {
        var held = await CreateSut().HoldAsync(new byte[1001], default);

        Assert.Equal(ErrorReason.LimitExceeded, held.Error?.Reason);
        Assert.Contains("MaxScratchBytes", held.Error!.Message);
        Assert.Contains("1001", held.Error.Message);
    }

    [Fact]
    public async Task FilesOfDeadProcesses_AtStart_AreSwept()
    {
        var time = new FakeTimeProvider();
        await CreateSut(time).HoldAsync(new byte[1], default);
        time.Advance(TimeSpan.FromHours(2));

        CreateSut(time);

        Assert.Empty(_folder.EnumerateFiles());
    }

    private FolderMediaScratch CreateSut(TimeProvider? time = null) => new(
        Options.Create(new MediaOptions { ScratchFolder = _folder.FullName, MaxScratchBytes = 1000 }),
        time ?? new FakeTimeProvider(),
        NullLogger<FolderMediaScratch>.Instance);
}
