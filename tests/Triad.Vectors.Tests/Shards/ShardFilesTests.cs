using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Testing.Indexing;
using Triad.Vectors.Offloading;

namespace Triad.Vectors.Tests.Shards;

/// <summary>The files of shards on their way to a media store and back.</summary>
public sealed class ShardFilesTests : IDisposable
{
    private const int Dimension = 8;

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly ShardId Shard = new(TenantId.From("tenant"), 0);
    private static readonly MediaKey Blob = new(Shard.Tenant, VideoId.OfIndex, "shard.0000.1-1");

    private readonly EmbeddedVectorIndexFixture _fixture = new();
    private readonly MemoryStore _store = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Fetch_OfWhatWasStored_FindsTheSameUnderAHigherEpoch()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        var before = await SearchAsync(index);

        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True(Value(await files.IsStillAsync(Shard, 1, stored, default)));
        Assert.True((await files.DropAsync(Shard, 1, default)).IsOk);
        Assert.True((await files.FetchAsync(Shard, 7, _store, Blob, stored, default)).IsOk);

        Assert.Equal(Ids(before), Ids(await SearchAsync(index)));
        Assert.True(stored.Vectors > 0);
        var late = await index.UpsertAsync(Shard, 6, new RandomPoints(9, Dimension).Video("late", 1, 1), default);
        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.True((await index.UpsertAsync(Shard, 7, new RandomPoints(9, Dimension).Video("new", 1, 1), default)).IsOk);
    }

    [Fact]
    public async Task Drop_UntilItIsFetched_RefusesReadersAndWriters()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True((await files.DropAsync(Shard, 1, default)).IsOk);

        var found = await index.SearchAsync(Query(), default);
        var opened = await index.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, default);
        var written = await index.UpsertAsync(Shard, 1, new RandomPoints(9, Dimension).Video("late", 1, 1), default);

        Assert.Equal([ErrorReason.Unavailable, ErrorReason.Unavailable], new[] { found.Error!.Reason, opened.Error!.Reason });
        Assert.Equal(ErrorReason.EpochStale, written.Error?.Reason);
        Assert.True((await files.FetchAsync(Shard, 2, _store, Blob, stored, default)).IsOk);
        Assert.True((await index.SearchAsync(Query(), default)).IsOk);
    }

    [Fact]
    public async Task Drop_ByAWriterThatPausedUntilItWasBack_LeavesTheLiveFile()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True((await files.FetchAsync(Shard, 2, _store, Blob, stored, default)).IsOk);
        Assert.True((await index.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 2, default)).IsOk);
        Assert.True((await index.UpsertAsync(Shard, 2, new RandomPoints(5, Dimension).Video("more", 1, 1), default)).IsOk);

        var late = await files.DropAsync(Shard, 1, default);

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.Equal(1, Value(await _fixture.Open().CountAsync(Shard, VideoId.From("more"), null, default)));
    }

    [Fact]
    public async Task Fetch_ByAWriterThatWasOvertakenOnTheWay_LeavesTheLiveFile()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True((await files.DropAsync(Shard, 1, default)).IsOk);
        var there = _fixture.Open();
        _store.BeforeOpen = async () =>
        {
            _store.BeforeOpen = null;
            Assert.True((await FilesOf(there).FetchAsync(Shard, 3, _store, Blob, stored, default)).IsOk);
            Assert.True((await there.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 3, default)).IsOk);
            Assert.True((await there.UpsertAsync(Shard, 3, new RandomPoints(5, Dimension).Video("more", 1, 1), default)).IsOk);
        };

        var late = await files.FetchAsync(Shard, 2, _store, Blob, stored, default);

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.Equal(1, Value(await _fixture.Open().CountAsync(Shard, VideoId.From("more"), null, default)));
        Assert.Empty(Directory.GetFiles(Path.Combine(_fixture.Folder, "tenant"), "*.incoming*"));
    }

    [Fact]
    public async Task Fetch_WhileAnotherIsOnTheWay_LeavesItsPart()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True((await files.DropAsync(Shard, 1, default)).IsOk);
        var parts = Path.Combine(_fixture.Folder, "tenant", "shard-0000.incoming");
        foreach (var part in new[] { "", "-1", "-1-wal", "-3" })
            await File.WriteAllTextAsync(parts + part, "part");

        Assert.True((await files.FetchAsync(Shard, 2, _store, Blob, stored, default)).IsOk);

        Assert.Equal([parts + "-3"], Directory.GetFiles(Path.Combine(_fixture.Folder, "tenant"), "*.incoming*"));
    }

    [Fact]
    public async Task Fetch_WhereTheFileHereWasWrittenToSince_KeepsIt()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True((await index.UpsertAsync(Shard, 1, new RandomPoints(5, Dimension).Video("more", 1, 1), default)).IsOk);

        Assert.True((await files.FetchAsync(Shard, 2, _store, Blob, stored, default)).IsOk);

        Assert.Equal(1, Value(await _fixture.Open().CountAsync(Shard, VideoId.From("more"), null, default)));
        var late = await index.UpsertAsync(Shard, 1, new RandomPoints(9, Dimension).Video("late", 1, 1), default);
        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
    }

    [Fact]
    public async Task Store_WhileSomethingIsWritten_IsNoCopy()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        _store.BeforeRead = async () =>
            Assert.True((await index.UpsertAsync(Shard, 1, new RandomPoints(5, Dimension).Video("more", 1, 40), default)).IsOk);

        var stored = await files.StoreAsync(Shard, 1, _store, Blob, default);

        if (stored.IsOk)
            Assert.False(Value(await files.IsStillAsync(Shard, 1, stored.Value, default)));
        else
            Assert.Equal(ErrorReason.Conflict, stored.Error.Reason);
    }

    [Fact]
    public async Task Store_ByAWriterThatWasOvertaken_IsRefused()
    {
        var index = await FilledAsync();

        var stored = await FilesOf(index).StoreAsync(Shard, 2, _store, Blob, default);

        Assert.Equal(ErrorReason.EpochStale, stored.Error?.Reason);
    }

    [Fact]
    public async Task Store_ThatTheStoreGarbles_IsNoCopy()
    {
        var index = await FilledAsync();
        _store.Garbles = true;

        var stored = await FilesOf(index).StoreAsync(Shard, 1, _store, Blob, default);

        Assert.Equal(ErrorReason.Unavailable, stored.Error?.Reason);
    }

    [Fact]
    public async Task Fetch_OfADamagedCopy_LeavesTheShardAway()
    {
        var index = await FilledAsync();
        var files = FilesOf(index);
        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True((await files.DropAsync(Shard, 1, default)).IsOk);
        _store.Garbles = true;

        var fetched = await files.FetchAsync(Shard, 2, _store, Blob, stored, default);

        Assert.Equal(ErrorReason.Internal, fetched.Error?.Reason);
        Assert.Equal(ErrorReason.Unavailable, (await index.SearchAsync(Query(), default)).Error?.Reason);
    }

    [Fact]
    public async Task Open_InAProcessThatHasTheOldFileOpen_TakesTheNewOne()
    {
        var here = await FilledAsync();
        var there = _fixture.Open();
        Assert.True((await there.SearchAsync(Query(), default)).IsOk); // It has the file open from now on.
        var files = FilesOf(here);
        var stored = Value(await files.StoreAsync(Shard, 1, _store, Blob, default));
        Assert.True((await files.DropAsync(Shard, 1, default)).IsOk);
        Assert.True((await files.FetchAsync(Shard, 2, _store, Blob, stored, default)).IsOk);

        Assert.True((await there.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 3, default)).IsOk);
        Assert.True((await there.UpsertAsync(Shard, 3, new RandomPoints(5, Dimension).Video("more", 1, 1), default)).IsOk);

        var third = _fixture.Open();
        Assert.Equal(1, (await third.CountAsync(Shard, VideoId.From("more"), null, default)).Value);
    }

    private async Task<EmbeddedVectorIndex> FilledAsync()
    {
        var index = _fixture.Open();
        Assert.True((await index.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, default)).IsOk);
        Assert.True((await index.UpsertAsync(Shard, 1, new RandomPoints(1, Dimension).Video("v", 1, 5), default)).IsOk);
        return index;
    }

    private EmbeddedShardFiles FilesOf(EmbeddedVectorIndex index) =>
        new(index, Options.Create(new EmbeddedVectorIndexOptions { Folder = _fixture.Folder }), TimeProvider.System);

    private static VectorQuery Query() =>
        new(Shard, Space, [new QueryLeg(RepresentationName.Full, new RandomPoints(3, Dimension).Vector())], Filter.Everything, [], HitGrouping.Segment, 10);

    private static async Task<VectorHits> SearchAsync(EmbeddedVectorIndex index) => Value(await index.SearchAsync(Query(), default));

    private static IEnumerable<(PointId, float)> Ids(VectorHits hits) => hits.Legs[0].Select(hit => (hit.Id, hit.Score));

    private static T Value<T>(Result<T> result) => result.Value;

    private sealed class MemoryStore : IMediaStore
    {
        private byte[] _content = [];

        public Func<Task>? BeforeRead { get; set; }

        public Func<Task>? BeforeOpen { get; set; }

        public bool Garbles { get; set; }

        public async Task<Result<StoredMedia>> WriteAsync(
            MediaKey key, IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks, long maxLength, CancellationToken cancellationToken)
        {
            if (BeforeRead is { } before)
                await before();
            using var written = new MemoryStream();
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
                written.Write(chunk.Value.Span);
            _content = written.ToArray();
            return new StoredMedia(_content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(_content)));
        }

        public async Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken)
        {
            if (BeforeOpen is { } before)
                await before();
            var copy = _content.ToArray();
            if (Garbles)
                copy[copy.Length / 2] ^= 1;
            return new MemoryStream(copy);
        }

        public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
