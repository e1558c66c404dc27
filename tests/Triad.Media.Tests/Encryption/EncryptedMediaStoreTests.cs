using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Media.Encryption;
using Triad.Media.FolderStore;
using Triad.Testing.Media;

namespace Triad.Media.Tests.Encryption;

/// <summary>The contract over an encrypted folder, and what encryption adds.</summary>
public sealed class EncryptedMediaStoreTests : MediaStoreContract, IDisposable
{
    private const int Chunk = EncryptedMediaStore.ChunkBytes;
    private const int StoredChunk = Chunk + 16;
    private const int Header = 64;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-encrypted-");
    private readonly FixedDataKeys _keys = new();
    private FolderMediaStore? _inner;

    private FolderMediaStore Inner => _inner ??= new FolderMediaStore(
        Path.Combine(_folder.FullName, "store"), new FolderFiles(), new FakeTimeProvider(), NullLogger<FolderMediaStore>.Instance);

    private string Plain => Path.Combine(_folder.FullName, "plain");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Written_OnDisk_HoldsNothingOfTheContent()
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the secret of a tenant ", 10_000)));

        await CreateSut().WriteAsync(Key(), Chunks(content), long.MaxValue, default);

        var file = Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder.FullName, "store"), "*", SearchOption.AllDirectories));
        var stored = await File.ReadAllBytesAsync(file);
        Assert.Equal(-1, stored.AsSpan().IndexOf("secret"u8));
    }

    [Fact]
    public async Task TheSame_WrittenTwice_IsStoredDifferently()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key("a"), Chunks(Bytes(100)), long.MaxValue, default);
        await sut.WriteAsync(Key("b"), Chunks(Bytes(100)), long.MaxValue, default);

        Assert.NotEqual((await StoredAsync("a"))[Header..], (await StoredAsync("b"))[Header..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((2 * Chunk) - 1)]
    [InlineData(2 * Chunk)]
    [InlineData((3 * Chunk) + 17)]
    public async Task AnyLength_InAnyPieces_FromAnyOffset_IsTheSame(int length)
    {
        var random = new Random(length);
        var content = Bytes(length);
        for (var round = 0; round < 6; round++)
        {
            var sut = CreateSut();
            var size = random.Next(3) switch { 0 => random.Next(1, 5000), 1 => Chunk, _ => random.Next(Chunk, 3 * Chunk) };
            var stored = await sut.WriteAsync(Key(), Chunks(content, size), long.MaxValue, default);
            Assert.Equal(length, stored.Value.Length);
            Assert.Equal(length, (await sut.ListAsync(Key().Tenant, Key().Video, default)).Value["source"]);
            long[] offsets = [0, random.Next(length + 1), length, length + 1, length + (5L * Chunk), Math.Min(length, Chunk), Math.Max(0, length - 1)];
            foreach (var offset in offsets)
                Assert.Equal(content.AsSpan((int)Math.Min(offset, length)).ToArray(), (await ReadAllAsync(sut, offset)).Value);
        }
    }

    [Fact]
    public async Task AnyByte_Flipped_IsFound()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(Chunk + 300)), long.MaxValue, default);
        var stored = await StoredAsync();
        var random = new Random(1);
        var places = Enumerable.Range(0, Header).Concat([Header, Header + Chunk, Header + StoredChunk - 1, Header + StoredChunk, stored.Length - 1])
            .Concat(Enumerable.Range(0, 200).Select(_ => random.Next(stored.Length)));

        foreach (var place in places)
        {
            var changed = (byte[])stored.Clone();
            changed[place] ^= (byte)(1 << random.Next(8));
            await PutAsync(changed);
            AssertDamaged(await ReadAllAsync(sut, 0), place);
        }
    }

    [Fact]
    public async Task AnyLength_CutTo_IsFound()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(3 * Chunk)), long.MaxValue, default);
        var stored = await StoredAsync();
        var random = new Random(2);
        var lengths = new[] { 0, 1, Header - 1, Header, Header + 15, Header + 16, Header + StoredChunk, Header + (2 * StoredChunk), stored.Length - 1 }
            .Concat(Enumerable.Range(0, 60).Select(_ => random.Next(stored.Length)));

        foreach (var length in lengths)
        {
            await PutAsync(stored[..length]);
            AssertDamaged(await ReadAllAsync(sut, 0), length);
            AssertDamaged(await ReadAllAsync(sut, 2 * Chunk), length);
            AssertDamaged(await ReadAllAsync(sut, 9 * Chunk), length);
        }
    }

    [Fact]
    public async Task Chunks_Exchanged_Repeated_LeftOut_OrMore_AreFound()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(3 * Chunk)), long.MaxValue, default);
        var stored = await StoredAsync();
        byte[] Of(params int[] order) => [.. stored[..Header], .. order.SelectMany(i => stored[(Header + (i * StoredChunk))..(Header + ((i + 1) * StoredChunk))])];

        foreach (var order in new int[][] { [1, 0, 2], [0, 2, 1], [0, 0, 2], [0, 2], [1, 2], [2], [0, 1], [0, 1, 2, 2], [0, 1, 1, 2] })
        {
            await PutAsync(Of(order));
            AssertDamaged(await ReadAllAsync(sut, 0), string.Join(',', order));
        }

        await PutAsync([.. stored, 0]);
        AssertDamaged(await ReadAllAsync(sut, 0), "a byte more");
        await PutAsync(Of(0, 1, 2));
        Assert.True((await ReadAllAsync(sut, 0)).IsOk);
    }

    [Fact]
    public async Task Blob_InThePlaceOfAnother_IsFound()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key("other"), Chunks(Bytes(100)), long.MaxValue, default);
        await PutAsync(await StoredAsync("other"));

        AssertDamaged(await ReadAllAsync(sut, 0), "another blob's");
    }

    [Fact]
    public async Task Lease_OfADamagedBlob_IsRefusedAndLeavesNoCopy()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(3 * Chunk)), long.MaxValue, default);
        var stored = await StoredAsync();
        stored[^1] ^= 1;
        await PutAsync(stored);

        var leased = await sut.LeaseFileAsync(Key(), default);

        Assert.Equal(ErrorReason.MediaCorrupt, leased.Error?.Reason);
        Assert.Empty(Directory.EnumerateFiles(Plain));
    }

    [Fact]
    public async Task Lease_Held_IsTheOnlyPlainCopyAndGoesWithIt()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(500)), long.MaxValue, default);

        var lease = (await sut.LeaseFileAsync(Key(), default)).Value;

        Assert.Equal([lease.Path], Directory.EnumerateFiles(Plain));
        await lease.DisposeAsync();
        Assert.Empty(Directory.EnumerateFiles(Plain));
    }

    [Fact]
    public async Task Start_AfterAKill_RemovesPlainCopies()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(500)), long.MaxValue, default);
        _ = (await sut.LeaseFileAsync(Key(), default)).Value;

        CreateSut();

        Assert.Empty(Directory.EnumerateFiles(Plain));
    }

    [Fact]
    public async Task Destroyed_Key_LeavesNothingReadable()
    {
        var sut = CreateSut();
        await sut.WriteAsync(Key(), Chunks(Bytes(500)), long.MaxValue, default);
        await _keys.DestroyAsync(Key().Tenant, default);

        Assert.Equal(ErrorReason.DataKeyUnavailable, (await sut.OpenReadAsync(Key(), 0, default)).Error?.Reason);
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await sut.LeaseFileAsync(Key(), default)).Error?.Reason);
        Assert.Equal(ErrorReason.DataKeyUnavailable, (await sut.WriteAsync(Key("b"), Chunks(Bytes(5)), long.MaxValue, default)).Error?.Reason);
    }

    [Fact]
    public async Task Unencrypted_OfAnEarlierBuild_IsReadListedLeasedReplacedAndDeleted()
    {
        var sut = CreateSut();
        await Inner.WriteAsync(Key(), Chunks(Bytes(5000)), long.MaxValue, default);

        Assert.Equal(Bytes(5000), (await ReadAllAsync(sut, 0)).Value);
        Assert.Equal(Bytes(5000)[4000..], (await ReadAllAsync(sut, 4000)).Value);
        Assert.Equal(5000, (await sut.ListAsync(Key().Tenant, Key().Video, default)).Value["source"]);
        await using (var lease = (await sut.LeaseFileAsync(Key(), default)).Value)
            Assert.Equal(Bytes(5000), await File.ReadAllBytesAsync(lease.Path));

        await sut.WriteAsync(Key(), Chunks(Bytes(20)), long.MaxValue, default);
        Assert.Equal(["source.enc"], (await Inner.ListAsync(Key().Tenant, Key().Video, default)).Value.Keys);

        await sut.DeleteAsync(Key(), default);
        Assert.Empty((await Inner.ListAsync(Key().Tenant, Key().Video, default)).Value);
    }

    [Fact]
    public async Task Unencrypted_WhereItIsRefused_IsNotThere()
    {
        await Inner.WriteAsync(Key(), Chunks(Bytes(5000)), long.MaxValue, default);
        var sut = CreateSut(readsUnencrypted: false);

        Assert.Equal(ErrorReason.ContentNotFound, (await sut.OpenReadAsync(Key(), 0, default)).Error?.Reason);
        Assert.Equal(ErrorReason.ContentNotFound, (await sut.LeaseFileAsync(Key(), default)).Error?.Reason);
        Assert.Empty((await sut.ListAsync(Key().Tenant, Key().Video, default)).Value);
    }

    [Fact]
    public void Form_OfABlob_StaysTheSame()
    {
        var key = new DataKey(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        var header = ContentHeader.New(key, Chunk, Enumerable.Range(100, 32).Select(i => (byte)i).ToArray());
        using var cipher = new ChunkCipher(key, header, new MediaKey(TenantId.From("acme"), VideoId.From("v1"), "source.1"));
        var (first, last) = (new byte[5 + 16], new byte[16]);
        cipher.Seal(0, isLast: false, "hello"u8, first);
        cipher.Seal(1, isLast: true, [], last);

        Assert.Equal(
            "5472696164456e63010000000000010000112233445566778899aabbccddeeff6465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f80818283",
            Convert.ToHexStringLower(header.Content.Span));
        Assert.Equal("f68fec9ff6f9d9a90e3966a0dd089c0d1d88234fc8 4cc807fa1eecd74f3013cc0fec5b34b8", $"{Convert.ToHexStringLower(first)} {Convert.ToHexStringLower(last)}");
    }

    protected override IMediaStore CreateSut() => CreateSut(readsUnencrypted: true);

    private EncryptedMediaStore CreateSut(bool readsUnencrypted) => new(
        Inner, _keys, new EncryptionOptions { PlainFolder = Plain, ReadUnencrypted = readsUnencrypted }, NullLogger<EncryptedMediaStore>.Instance);

    private static void AssertDamaged(Result<byte[]> read, object what) =>
        Assert.True(read.Error?.Reason == ErrorReason.MediaCorrupt, $"{what}: {read.Error?.Message ?? "was read"}");

    private async Task<Result<byte[]>> ReadAllAsync(IMediaStore sut, long offset)
    {
        try
        {
            var opened = await sut.OpenReadAsync(Key(), offset, default);
            if (!opened.IsOk)
                return opened.Error;
            await using var stream = opened.Value;
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
        catch (StorageException failure)
        {
            return failure.Error;
        }
    }

    private async Task<byte[]> StoredAsync(string name = "source")
    {
        await using var stream = (await Inner.OpenReadAsync(Key($"{name}.enc"), 0, default)).Value;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private Task PutAsync(byte[] stored) => Inner.WriteAsync(Key("source.enc"), Chunks(stored, Chunk), long.MaxValue, default);
}
