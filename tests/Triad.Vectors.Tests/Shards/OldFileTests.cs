using System.Text.Json;
using Microsoft.Data.Sqlite;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Testing.Indexing;
using Triad.Testing.Servers;

namespace Triad.Vectors.Tests.Shards;

/// <summary>
/// A shard's file as a build before named representations wrote it (layout 1), and what that build answered to searches, page by page: tests/Data/old.
/// </summary>
public sealed class OldFileTests : IDisposable
{
    private static readonly string Old = Path.Combine(Checkout.Root, "tests", "Data", "old", "vectors-layout-1");
    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly ShardId Shard = new(TenantId.From("tenant"), 3);
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Dictionary<string, Filter> Filters = new(StringComparer.Ordinal)
    {
        ["everything"] = Filter.Everything,
        ["red"] = new([new MetadataMatch("colour", [MetadataValue.Of("red")])], [], []),
        ["with sound"] = new([new MaskContains(Modalities.Audio)], [], []),
    };

    private readonly EmbeddedVectorIndexFixture _fixture = new();

    private string File => Path.Combine(_fixture.Folder, "tenant", "shard-0003.db");

    public OldFileTests()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.Copy(Path.Combine(Old, "tenant", "shard-0003.db"), File);
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Search_FileOfLayoutOne_AnswersAsTheBuildThatWroteIt()
    {
        using var index = _fixture.Open();
        using var recorded = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(Old, "searches.json"), None));
        var cases = recorded.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(24, cases.Count);
        foreach (var one in cases)
            await AssertAnswered(index, one);
    }

    [Fact]
    public async Task Open_FileOfLayoutOne_GoesOnWithItsSequenceAndTakesNewRepresentations()
    {
        using var index = _fixture.Open();
        var pictures = new RepresentationShape(RepresentationName.From("clip.v"), 5);
        var random = new RandomPoints(1, 24);
        var point = random.Video("new", 1, 1)[0];
        point = point with { Vectors = point.Vectors.Add(new NamedVector(pictures.Name, random.Vector(pictures.Dimension))) };

        var late = await index.OpenAsync(Shard, Space, RandomPoints.Shapes(24), 3, None);
        var opened = (await index.OpenAsync(Shard, Space, [.. RandomPoints.Shapes(24), pictures], 5, None)).Value;
        var written = (await index.UpsertAsync(Shard, 5, [point], None)).Value;

        Assert.False(late.IsOk);
        Assert.Equal((9, 10), (opened, written));
        var stored = Assert.Single((await index.GetAsync(Shard, new VideoGeneration(VideoId.From("new"), 1), null, None)).Value);
        Assert.Equal(point.Vectors.Length, stored.Vectors.Length);
        Assert.Equal(4, (await index.CountAsync(Shard, VideoId.From("video-4"), null, None)).Value);
    }

    [Fact]
    public async Task Search_FileOfLayoutOneThatIsDamaged_IsRefused()
    {
        Execute("UPDATE point SET vector = zeroblob(length(vector)) WHERE rowid = 2");
        using var index = _fixture.Open();

        var search = await index.SearchAsync(
            new VectorQuery(
                Shard, Space, [new QueryLeg(RepresentationName.Full, new RandomPoints(1, 24).Vector())], Filter.Everything, [], HitGrouping.Segment, 1),
            None);

        Assert.Contains("damaged", search.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FileOfLayoutOne_IsOfTheNewestLayoutAfterwards()
    {
        using (var index = _fixture.Open())
            Assert.NotEmpty((await index.GetAsync(Shard, new VideoGeneration(VideoId.From("video-5"), 1), null, None)).Value);

        Assert.Equal(2L, Execute("PRAGMA user_version"));
        Assert.Equal("full 24, t 24, v 24, tv 24, a 24, ta 24, va 24, tva 24", Execute(
            "SELECT group_concat(name || ' ' || dimension, ', ') FROM (SELECT * FROM representation ORDER BY representation_id)"));
    }

    private static async Task AssertAnswered(EmbeddedVectorIndex index, JsonElement recorded)
    {
        var vector = recorded.GetProperty("vector").EnumerateArray().Select(number => number.GetSingle()).ToArray();
        var names = recorded.GetProperty("representations").EnumerateArray().Select(name => RepresentationName.From(name.GetString()!)).ToList();
        var query = new VectorQuery(
            Shard,
            Space,
            [.. names.DefaultIfEmpty(RepresentationName.Full).Select(name => new QueryLeg(name, vector))],
            Filters[recorded.GetProperty("filter").GetString()!],
            [.. recorded.GetProperty("excluded").EnumerateArray().Select(one => Generation(one.GetString()!))],
            Enum.Parse<HitGrouping>(recorded.GetProperty("grouping").GetString()!),
            recorded.GetProperty("limit").GetInt32())
        {
            Level = Enum.Parse<VectorLevel>(recorded.GetProperty("level").GetString()!),
        };

        foreach (var page in recorded.GetProperty("pages").EnumerateArray().Append(default))
        {
            var found = (await index.SearchAsync(query, None)).Value;
            var hits = HitRanking.Best(found.Legs, query.Grouping, query.Limit);
            var expected = page.ValueKind == JsonValueKind.Undefined ? [] : page.EnumerateArray().ToList();

            Assert.Equal(recorded.GetProperty("sequence").GetInt64(), found.Sequence);
            Assert.Equal(recorded.GetProperty("candidates").GetInt64(), found.Candidates);
            Assert.Equal(
                expected.Select(hit => (hit.GetProperty("id").GetGuid(), hit.GetProperty("video").GetString(), hit.GetProperty("generation").GetInt32(),
                    hit.GetProperty("segment").GetInt32(), hit.GetProperty("representation").GetString())),
                hits.Select(hit => (hit.Id.Value, (string?)hit.Subject.Video.Value, hit.Generation, hit.Segment, (string?)hit.Representation.Value)));

            // Bit for bit on the machine that recorded them; another one's registers may be narrower, and its sums of another order.
            foreach (var (want, have) in expected.Zip(hits))
                Assert.Equal(want.GetProperty("score").GetSingle(), have.Score, ReferenceSearch.Tolerance);
            if (hits.Count > 0)
                query = query with { AsOf = found.Sequence, After = new ScoreCursor(hits[^1].Score, hits[^1].Id) };
        }
    }

    private static VideoGeneration Generation(string text)
    {
        var slash = text.LastIndexOf('/');
        return new VideoGeneration(VideoId.From(text[..slash]), text[slash + 1] - '0');
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
