using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Testing.Media;

/// <summary>What every <see cref="IMediaStore"/> must do. An adapter's test class derives from it and makes the store.</summary>
public abstract class MediaStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A tenant of its own for each test.</summary>
    protected readonly TenantId Tenant = TenantId.From($"t{Guid.NewGuid():N}");

    private readonly VideoId _video = VideoId.From("Video-1.a");

    /// <summary>The store under test.</summary>
    protected abstract IMediaStore CreateSut();

    /// <summary>A name of this test's video.</summary>
    protected MediaKey Key(string name = "source") => new(Tenant, _video, name);

    /// <summary>Chunks of bytes as an upload brings them.</summary>
    protected static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> Chunks(
        byte[] content,
        int size = 1000,
        Error? failure = null,
        Action? beforeEnd = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var at = 0; at < content.Length; at += size)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return Result<ReadOnlyMemory<byte>>.Ok(content.AsMemory(at, Math.Min(size, content.Length - at)));
        }

        beforeEnd?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        if (failure is not null)
            yield return failure;
    }

    /// <summary>Bytes that differ from test to test only in their length.</summary>
    protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12345)]
    [InlineData(3_000_000)]
    public async Task Written_Read_IsTheSame(int length)
    {
        var sut = CreateSut();
        var content = Bytes(length);

        var stored = await sut.WriteAsync(Key(), Chunks(content, 64 * 1024), length, None);

        Assert.Null(stored.Error);
        Assert.Equal(new StoredMedia(length, Convert.ToHexStringLower(SHA256.HashData(content))), stored.Value);
        Assert.Equal(content, await ReadAsync(sut, Key()));
    }

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(1, 4999)]
    [InlineData(4999, 1)]
    [InlineData(5000, 0)]
    [InlineData(9999, 0)]
    public async Task Read_FromAnOffset_GivesTheRest(long offset, int expected)
    {
        var sut = CreateSut();
        var content = Bytes(5000);
        await sut.WriteAsync(Key(), Chunks(content), long.MaxValue, None);

        Assert.Equal(content[^expected..], await ReadAsync(sut, Key(), offset));
    }

    [Fact]
    public async Task Written_Again_Replaces()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(3000)), long.MaxValue, None);

        await sut.WriteAsync(Key(), Chunks(Bytes(20)), long.MaxValue, None);

        Assert.Equal(Bytes(20), await ReadAsync(sut, Key()));
    }

    [Fact]
    public async Task Missing_Read_IsNotFound()
    {
        var sut = CreateSut();

        Assert.Equal(ErrorReason.ContentNotFound, (await sut.OpenReadAsync(Key(), 0, None)).Error?.Reason);
        Assert.Equal(ErrorReason.ContentNotFound, (await sut.LeaseFileAsync(Key(), None)).Error?.Reason);
    }

    [Fact]
    public async Task Chunks_ThatFail_LeaveNothing()
    {
        var sut = CreateSut();
        var failure = new Error(ErrorReason.ContentMismatch, "The bytes are not those that were announced.");

        var stored = await sut.WriteAsync(Key(), Chunks(Bytes(5000), failure: failure), long.MaxValue, None);

        Assert.Equal(failure, stored.Error);
        await AssertNothingAsync(sut);
    }

    [Fact]
    public async Task Chunks_BeyondTheLimit_LeaveNothing()
    {
        var sut = CreateSut();

        var stored = await sut.WriteAsync(Key(), Chunks(Bytes(5001)), 5000, None);

        Assert.Equal(ErrorReason.LimitExceeded, stored.Error?.Reason);
        await AssertNothingAsync(sut);
    }

    [Fact]
    public async Task Writing_Cancelled_LeavesWhatWasThere()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(100)), long.MaxValue, None);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sut.WriteAsync(Key(), Chunks(Bytes(5000), beforeEnd: cancel.Cancel), long.MaxValue, cancel.Token));

        Assert.Equal(Bytes(100), await ReadAsync(sut, Key()));
    }

    [Fact]
    public async Task Writing_ThatThrows_LeavesNothing()
    {
        var sut = CreateSut();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => sut.WriteAsync(Key(), Chunks(Bytes(5000), beforeEnd: () => throw new InvalidOperationException()), long.MaxValue, None));

        await AssertNothingAsync(sut);
    }

    [Fact]
    public async Task Writing_UnderWay_IsNotSeen()
    {
        var sut = CreateSut();
        IReadOnlyDictionary<string, long>? seen = null;

        await sut.WriteAsync(Key(), Chunks(Bytes(5000), beforeEnd: () => seen = sut.ListAsync(Tenant, _video, None).Result.Value), long.MaxValue, None);

        Assert.NotNull(seen);
        Assert.Empty(seen);
    }

    [Fact]
    public async Task Lease_Held_KeepsTheContentWhenTheBlobGoes()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(500)), long.MaxValue, None);

        var lease = await sut.LeaseFileAsync(Key(), None);
        await using (lease.Value)
        {
            await sut.DeleteAsync(Key(), None);
            Assert.Equal(Bytes(500), await File.ReadAllBytesAsync(lease.Value.Path));
        }
    }

    [Fact]
    public async Task Blob_OfTheIndex_IsKeptApartFromThoseOfVideos()
    {
        var store = CreateSut();
        var shard = new MediaKey(Tenant, VideoId.OfIndex, "shard.0000.12-1");
        var content = Bytes(200_000);

        var written = (await store.WriteAsync(shard, Chunks(content), long.MaxValue, None)).Value;
        await store.WriteAsync(Key(), Chunks(Bytes(10)), long.MaxValue, None);
        Assert.True((await store.DeleteVideoAsync(Tenant, _video, None)).IsOk);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), written.Sha256);
        await using (var stream = (await store.OpenReadAsync(shard, 0, None)).Value)
            Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(stream, None));
        Assert.Equal([(shard.Name, 200_000L)], (await store.ListAsync(Tenant, VideoId.OfIndex, None)).Value.Select(blob => (blob.Key, blob.Value)));
        Assert.True((await store.DeleteAsync(shard, None)).IsOk);
        Assert.Empty((await store.ListAsync(Tenant, VideoId.OfIndex, None)).Value);
    }

    [Fact]
    public async Task Blobs_Listed_AreThoseOfTheVideo()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key("source.1"), Chunks(Bytes(10)), long.MaxValue, None);
        await sut.WriteAsync(Key("mel.0a1b"), Chunks(Bytes(20)), long.MaxValue, None);
        await sut.WriteAsync(Key("other") with { Video = VideoId.From("video-1.a") }, Chunks(Bytes(30)), long.MaxValue, None);

        var listed = await sut.ListAsync(Tenant, _video, None);

        Assert.Equal([("mel.0a1b", 20L), ("source.1", 10L)], listed.Value.OrderBy(blob => blob.Key).Select(blob => (blob.Key, blob.Value)));
    }

    [Fact]
    public async Task Blob_Deleted_IsGoneAndOnlyIt()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key("a"), Chunks(Bytes(10)), long.MaxValue, None);
        await sut.WriteAsync(Key("b"), Chunks(Bytes(10)), long.MaxValue, None);

        Assert.True((await sut.DeleteAsync(Key("a"), None)).IsOk);
        Assert.True((await sut.DeleteAsync(Key("a"), None)).IsOk);

        Assert.Equal(["b"], (await sut.ListAsync(Tenant, _video, None)).Value.Keys);
    }

    [Fact]
    public async Task Video_Deleted_IsGoneAndOnlyIt()
    {
        var sut = CreateSut();
        var other = Key() with { Video = VideoId.From("other") };
        await sut.WriteAsync(Key("a"), Chunks(Bytes(10)), long.MaxValue, None);
        await sut.WriteAsync(other, Chunks(Bytes(10)), long.MaxValue, None);

        Assert.True((await sut.DeleteVideoAsync(Tenant, _video, None)).IsOk);
        Assert.True((await sut.DeleteVideoAsync(Tenant, _video, None)).IsOk);

        await AssertNothingAsync(sut);
        Assert.Equal(Bytes(10), await ReadAsync(sut, other));
    }

    [Fact]
    public async Task Tenants_WithTheSameVideo_AreApart()
    {
        var sut = CreateSut();
        var foreign = Key() with { Tenant = TenantId.From($"f{Guid.NewGuid():N}") };
        await sut.WriteAsync(foreign, Chunks(Bytes(10)), long.MaxValue, None);

        await AssertNothingAsync(sut);
        await sut.DeleteVideoAsync(Tenant, _video, None);

        Assert.Equal(Bytes(10), await ReadAsync(sut, foreign));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("../a")]
    [InlineData("A")]
    [InlineData("a\0b")]
    [InlineData("a\n")]
    public async Task Name_ThatCouldLeave_Throws(string name)
    {
        var sut = CreateSut();

        await Assert.ThrowsAsync<ArgumentException>(async () => await sut.WriteAsync(Key(name), Chunks([1]), 10, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await sut.OpenReadAsync(Key(name), 0, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await sut.DeleteAsync(Key(name), None));
    }

    [Fact]
    public async Task Writers_OfOneBlobAtOnce_LeaveOneWhole()
    {
        var sut = CreateSut();
        var contents = Enumerable.Range(1, 8).Select(i => Bytes(i * 1111)).ToList();

        await Task.WhenAll(contents.Select(content => sut.WriteAsync(Key(), Chunks(content, 100), long.MaxValue, None)));

        var read = await ReadAsync(sut, Key());
        Assert.Contains(contents, content => content.AsSpan().SequenceEqual(read));
    }

    private static async Task<byte[]> ReadAsync(IMediaStore store, MediaKey key, long offset = 0)
    {
        var opened = await store.OpenReadAsync(key, offset, None);
        Assert.Null(opened.Error);
        await using var stream = opened.Value;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task AssertNothingAsync(IMediaStore store) => Assert.Empty((await store.ListAsync(Tenant, _video, None)).Value);
}
