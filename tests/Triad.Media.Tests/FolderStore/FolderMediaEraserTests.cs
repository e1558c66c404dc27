using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Media.FolderStore;

namespace Triad.Media.Tests.FolderStore;

public sealed class FolderMediaEraserTests : IDisposable
{
    private static readonly TenantId Acme = TenantId.Parse("acme").Value;
    private static readonly VideoId Red = VideoId.Parse("red").Value;
    private static readonly VideoId Blue = VideoId.Parse("blue").Value;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-eraser-");
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Count_WhatAKillLeftOnItsWayOut_CountsUntilItIsErased(bool wholeTenant)
    {
        var files = new RecordingFiles();
        var store = new FolderMediaStore(_folder.FullName, files, _time, NullLogger<FolderMediaStore>.Instance);
        await StoreAsync(store, Red);
        await StoreAsync(store, Blue);
        files.FailAt = "sync folder"; // Renamed, and not deleted.
        await store.DeleteVideoAsync(Acme, Red, default);
        var sut = new FolderMediaEraser(Options.Create(new MediaOptions { StoreFolder = _folder.FullName }), _time);
        var subject = wholeTenant ? new ErasureSubject(Acme) : new ErasureSubject(Acme, Red);

        Assert.Equal(wholeTenant ? 2 : 1, await CountAsync(sut, subject));
        Assert.Equal(0, await CountAsync(sut, new ErasureSubject(TenantId.Parse("other").Value)));
        Assert.True((await sut.EraseAsync(subject, default)).IsOk);

        Assert.Equal(0, await CountAsync(sut, subject));
        Assert.Equal(wholeTenant ? 0 : 1, await CountAsync(sut, new ErasureSubject(Acme, Blue)));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories), file => file.Contains(".trash", StringComparison.Ordinal));
    }

    private static async Task StoreAsync(FolderMediaStore store, VideoId video)
    {
        var stored = await store.WriteAsync(new MediaKey(Acme, video, "source.1"), Chunks(), long.MaxValue, default);
        Assert.True(stored.IsOk);
    }

    private static async Task<long> CountAsync(FolderMediaEraser sut, ErasureSubject subject) =>
        (await sut.CountAsync(subject, name => name, default)).Value.Values.Sum();

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> Chunks()
    {
        yield return Result<ReadOnlyMemory<byte>>.Ok(new byte[100]);
        await Task.CompletedTask;
    }
}
