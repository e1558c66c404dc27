using Microsoft.Data.Sqlite;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Testing.Indexing;

namespace Triad.Vectors.Tests.Shards;

/// <summary>What a new process finds in the folder of an old one, whole or not.</summary>
public sealed class RestartTests : IDisposable
{
    private const int Dimension = 24;

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly ShardId Shard = new(TenantId.From("tenant"), 3);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly EmbeddedVectorIndexFixture _fixture = new();

    private string File => Path.Combine(_fixture.Folder, "tenant", "shard-0003.db");

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Search_AfterRestart_FindsTheSame()
    {
        var query = Query();
        VectorHits before;
        using (var index = await Filled())
            before = (await index.SearchAsync(query, None)).Value;

        using var reopened = _fixture.Open();
        var after = (await reopened.SearchAsync(query, None)).Value;

        Assert.NotEmpty(before.Legs[0]);
        Assert.Equal(before.Sequence, after.Sequence);
        Assert.Equal(before.Legs[0].Select(hit => (hit.Id, hit.Score)), after.Legs[0].Select(hit => (hit.Id, hit.Score)));
    }

    [Fact]
    public async Task Upsert_OlderEpochAfterRestart_IsRefused()
    {
        using (var index = await Filled())
            Assert.True((await index.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 9, None)).IsOk);

        using var reopened = _fixture.Open();
        var late = await reopened.UpsertAsync(Shard, 8, [], None);

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
    }

    [Fact]
    public async Task Open_AnotherProcessWroteMeanwhile_SeesItsWrites()
    {
        using var one = await Filled();
        using var other = _fixture.Open();
        Assert.True((await other.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 2, None)).IsOk);
        var sequence = (await other.UpsertAsync(Shard, 2, new RandomPoints(77, Dimension).Video("others", 1, 2), None)).Value;

        var stale = await one.UpsertAsync(Shard, 1, new RandomPoints(78, Dimension).Video("late", 1, 2), None);
        var back = await one.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 3, None);

        Assert.Equal(ErrorReason.EpochStale, stale.Error?.Reason);
        Assert.Equal(sequence, back.Value);
        Assert.NotEmpty((await one.GetAsync(Shard, new VideoGeneration(VideoId.From("others"), 1), null, None)).Value);
        Assert.Empty((await one.GetAsync(Shard, new VideoGeneration(VideoId.From("late"), 1), null, None)).Value);
    }

    [Theory]
    [InlineData("UPDATE point SET vector = zeroblob(length(vector)) WHERE rowid = 2", "damaged")]
    [InlineData("UPDATE point SET generation = 5 WHERE rowid = 1", "damaged")]
    [InlineData("UPDATE metadata SET content = '{\"colour\":\"white\"}'", "damaged")]
    [InlineData("UPDATE metadata SET content = '{'", "metadata")]
    [InlineData("UPDATE representation SET name = 'later' || representation_id", "name of representation")]
    [InlineData("UPDATE representation SET dimension = 23", "damaged")]
    [InlineData("UPDATE representation SET name = 'NO' WHERE representation_id = 2", "representation 'NO'")]
    [InlineData("UPDATE shard SET tenant = 'somebody-else'", "somebody-else/3")]
    [InlineData("PRAGMA user_version = 999", "layout 999")]
    [InlineData("PRAGMA application_id = 1", "not a vector shard")]
    public async Task Search_FileThatWasTamperedWith_IsRefusedAndSaysWhy(string tampering, string reason)
    {
        (await Filled()).Dispose();
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = tampering;
            command.ExecuteNonQuery();
        }

        using var reopened = _fixture.Open();
        var search = await reopened.SearchAsync(Query(), None);
        var open = await reopened.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 2, None);

        Assert.Equal(ErrorReason.Internal, search.Error?.Reason);
        Assert.Contains(reason, search.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(File, search.Error.Message, StringComparison.Ordinal);
        Assert.NotNull(search.Error.Remedy);
        Assert.False(open.IsOk);
    }

    [Fact]
    public async Task Search_FileThatIsNoDatabase_IsRefusedAndOtherShardsWork()
    {
        (await Filled()).Dispose();
        await System.IO.File.WriteAllBytesAsync(File, [.. Enumerable.Repeat((byte)'x', 8192)]);

        using var reopened = _fixture.Open();
        var search = await reopened.SearchAsync(Query(), None);
        var other = await reopened.OpenAsync(Shard with { Number = 4 }, Space, RandomPoints.Shapes(Dimension), 1, None);

        Assert.Equal(ErrorReason.Internal, search.Error?.Reason);
        Assert.True(other.IsOk);
    }

    [Fact]
    public async Task Upsert_NoRoomLeft_StoresNothingAndGoesOnWhenThereIs()
    {
        var query = Query();
        VectorHits before;
        using (var index = await Filled(options => options.MaxShardFileBytes = 256 << 10))
        {
            before = (await index.SearchAsync(query, None)).Value;

            var full = await index.UpsertAsync(Shard, 1, new RandomPoints(5, Dimension).Video("large", 1, 2000), None);

            Assert.Equal(ErrorReason.StorageFull, full.Error?.Reason);
            var after = (await index.SearchAsync(query, None)).Value;
            Assert.Equal((before.Sequence, before.Candidates), (after.Sequence, after.Candidates));
            Assert.True((await index.UpsertAsync(Shard, 1, new RandomPoints(6, Dimension).Video("small", 1, 1), None)).IsOk);
        }

        using var roomier = _fixture.Open();
        Assert.Equal(before.Sequence + 1, (await roomier.SearchAsync(query, None)).Value.Sequence);
        Assert.True((await roomier.UpsertAsync(Shard, 1, new RandomPoints(5, Dimension).Video("large", 1, 2000), None)).IsOk);
    }

    private static VectorQuery Query() => new(
        Shard,
        Space,
        [new QueryLeg(RepresentationName.Full, new RandomPoints(9, Dimension).Vector())],
        Filter.Everything,
        [],
        HitGrouping.Segment,
        10);

    private async Task<EmbeddedVectorIndex> Filled(Action<EmbeddedVectorIndexOptions>? configure = null)
    {
        var index = _fixture.Open(configure);
        var random = new RandomPoints(1, Dimension);
        Assert.True((await index.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, None)).IsOk);
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("a", 1, 6), None)).IsOk);
        Assert.True((await index.UpsertAsync(Shard, 1, random.Video("b", 1, 6), None)).IsOk);
        Assert.True((await index.DeleteAsync(Shard, 1, VideoId.From("b"), null, None)).IsOk);
        return index;
    }
}
