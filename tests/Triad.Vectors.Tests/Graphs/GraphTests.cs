using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Testing.Indexing;
using Triad.Testing.Time;

namespace Triad.Vectors.Tests.Graphs;

/// <summary>Searches by a graph: what they find, beside writes, over restarts, and with files that are not what they should be.</summary>
public sealed class GraphTests : IDisposable
{
    private const int Dimension = 24;
    private const int Videos = 60;
    private const int Segments = 50;
    private const int Wanted = 10;
    private const double WantedRecall = 0.99;
    private const string Part = "part";

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly RepresentationName Fused = RepresentationName.From("tva");
    private static readonly ShardId Shard = new(TenantId.From("tenant"), 0);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly EmbeddedVectorIndexFixture _fixture = new();
    private readonly RandomPoints _random = new(1, Dimension);
    private readonly List<VectorPoint> _points;

    public GraphTests() => _points = [.. Enumerable.Range(0, Videos).SelectMany(video => Video(video, Segments))];

    private string File => Directory.GetFiles(Path.Combine(_fixture.Folder, "tenant"), "*.graph-*").Single();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Search_FirstPage_FindsTheBestAndComparesFewRows()
    {
        using var index = await Filled();

        Assert.InRange(await Recall(index, Filter.Everything), WantedRecall, 1);
        Assert.InRange((await Search(index, Query(_random.Vector()))).Candidates, 1, _points.Count / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(30)]
    public async Task Search_FilterThatLeavesSome_FindsTheBestOfThem(int videos)
    {
        using var index = await Filled();

        Assert.InRange(await Recall(index, new Filter([new MetadataRange(Part, null, null, null, videos)], [], [])), WantedRecall, 1);
        Assert.InRange(await Recall(index, new Filter([new SegmentOverlaps(_points[3].Subject.Span)], [], [])), WantedRecall, 1);
    }

    [Fact]
    public async Task Search_GroupedByVideo_FindsEachVideoOnce()
    {
        using var index = await Filled();
        for (var i = 0; i < 20; i++)
        {
            var query = Query(_random.Vector()) with { Grouping = HitGrouping.Video };

            var hits = (await Search(index, query)).Legs[0];

            Assert.Equal(Wanted, hits.Select(hit => hit.Subject.Video).Distinct().Count());
            Assert.True(hits[^1].Score >= ReferenceSearch.Rank(_points, query)[0][Wanted].Score - ReferenceSearch.Tolerance);
        }
    }

    [Fact]
    public async Task Search_AfterWrites_SeesThemAndLooksBackBehindThem()
    {
        using var index = await Filled();
        var (old, gone, fresh) = (_points[7], _points[Segments * 5], Video(Videos, 1)[0]);
        var begun = (await Search(index, Query(old.Full()))).Sequence;
        var changed = old.WithOnlyFull(_random.Vector());

        Assert.True((await index.UpsertAsync(Shard, 1, [changed, fresh], None)).IsOk);
        Assert.True((await index.DeleteAsync(Shard, 1, gone.Subject.Video, null, None)).IsOk);

        Assert.True(IsFirst(fresh, await Search(index, Query(fresh.Full()))));
        Assert.True(IsFirst(changed, await Search(index, Query(changed.Full()))));
        Assert.False(IsFirst(old, await Search(index, Query(old.Full()))));
        Assert.True(IsFirst(old, await Search(index, Query(old.Full()) with { AsOf = begun })));
        Assert.False(IsFirst(fresh, await Search(index, Query(fresh.Full()) with { AsOf = begun })));
        foreach (var asOf in new long?[] { null, begun })
        {
            var hits = (await Search(index, Query(gone.Full()) with { AsOf = asOf })).Legs[0];
            Assert.All(hits, hit => Assert.NotEqual(gone.Subject.Video, hit.Subject.Video));
        }
    }

    [Fact]
    public async Task Search_PageByPageBesideWrites_RepeatsNothingAndEnds()
    {
        using var index = await Filled();
        var query = Query(_random.Vector()) with { Filter = new Filter([new MetadataRange(Part, null, null, null, 30)], [], []) };
        var page = await Search(index, query);
        query = query with { AsOf = page.Sequence };
        var seen = new List<VectorHit>();
        for (var written = 0; page.Legs[0].Count > 0; written++)
        {
            Assert.All(page.Legs[0], hit => Assert.True(seen.Count == 0 || HitRanking.Compare(seen[^1], hit) < 0));
            seen.AddRange(page.Legs[0]);
            if (written < 5)
                Assert.True((await index.UpsertAsync(Shard, 1, Video(Videos + written, 2), None)).IsOk);
            page = await Search(index, query with { After = new ScoreCursor(seen[^1].Score, seen[^1].Id) });
        }

        Assert.Equal(seen.Count, seen.Select(hit => hit.Id).Distinct().Count());
        Assert.InRange(seen.Count, (31 * Segments) - 1, 31 * Segments);
    }

    [Fact]
    public async Task Search_RowsAddedUntilTheGraphGrows_FindsAll()
    {
        using var index = await Filled();
        var before = System.IO.File.GetLastWriteTimeUtc(File);
        for (var video = Videos; video < Videos + 25; video++)
        {
            _points.AddRange(Video(video, Segments));
            Assert.True((await index.UpsertAsync(Shard, 1, _points[^Segments..], None)).IsOk);
        }

        await Settle(index);

        Assert.True(System.IO.File.GetLastWriteTimeUtc(File) > before);
        Assert.InRange(await Recall(index, Filter.Everything), WantedRecall, 1);
        Assert.InRange((await Search(index, Query(_random.Vector()))).Candidates, 1, 1500);
    }

    [Fact]
    public async Task Delete_HalfOfTheRows_LeavesTheRestToBeFound()
    {
        using var index = await Filled();
        for (var video = 0; video < Videos; video += 2)
            Assert.True((await index.DeleteAsync(Shard, 1, VideoId.From($"video-{video}"), null, None)).IsOk);
        _points.RemoveAll(point => int.Parse(point.Subject.Video.Value[6..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0);

        Assert.InRange(await Recall(index, Filter.Everything), WantedRecall, 1);
        await Settle(index);
        Assert.InRange(await Recall(index, Filter.Everything), WantedRecall, 1);
    }

    [Fact]
    public async Task Open_AfterRestart_TakesTheGraphFromItsFile()
    {
        (await Filled()).Dispose();
        var before = System.IO.File.GetLastWriteTimeUtc(File);

        using var index = await Reopened();

        Assert.InRange((await Search(index, Query(_random.Vector()))).Candidates, 1, _points.Count / 2);
        Assert.InRange(await Recall(index, Filter.Everything), WantedRecall, 1);
        Assert.Equal(before, System.IO.File.GetLastWriteTimeUtc(File));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("shorter")]
    [InlineData("flipped")]
    public async Task Open_DamagedFile_IsBuiltAnew(string damage)
    {
        (await Filled()).Dispose();
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        bytes[bytes.Length / 2] ^= 1;
        bytes = damage switch { "empty" => [], "shorter" => bytes[..(bytes.Length / 2)], _ => bytes };
        await System.IO.File.WriteAllBytesAsync(File, bytes);

        using var index = await Reopened();

        Assert.InRange((await Search(index, Query(_random.Vector()))).Candidates, 1, _points.Count / 2);
        Assert.InRange(await Recall(index, Filter.Everything), WantedRecall, 1);
        Assert.NotEqual(bytes, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Videos / 2)]
    public async Task Open_FileFromBeforeSomeRowsChanged_TakesOnlyWhatStillHolds(int changedVideos)
    {
        byte[] stale;
        using (var index = await Filled())
        {
            stale = await System.IO.File.ReadAllBytesAsync(File);
            for (var i = 0; i < changedVideos * Segments; i++)
                _points[i] = _points[i].WithOnlyFull(_random.Vector());
            Assert.True((await index.UpsertAsync(Shard, 1, _points[..(changedVideos * Segments)], None)).IsOk);
            await Settle(index);
        }

        await System.IO.File.WriteAllBytesAsync(File, stale);
        using var reopened = await Reopened();

        Assert.InRange(await Recall(reopened, Filter.Everything), WantedRecall, 1);
        foreach (var point in _points.Take(Segments))
            Assert.True(IsFirst(point, await Search(reopened, Query(point.Full()))));
    }

    [Fact]
    public async Task Options_OfATenant_CountInPlaceOfThoseForAll()
    {
        using var index = _fixture.Open(options =>
        {
            options.GraphFromRows = 100;
            options.Tenants["tenant"] = new TenantVectorOptions { GraphFromRows = TenantVectorOptions.Never };
        });
        await Fill(index);

        Assert.Empty(Directory.GetFiles(Path.Combine(_fixture.Folder, "tenant"), "*.graph-*"));
        Assert.Equal(_points.Count, (await Search(index, Query(_random.Vector()))).Candidates);
    }

    private static bool IsFirst(VectorPoint point, VectorHits hits) =>
        hits.Legs[0][0] is var hit
        && (hit.Subject.Video, hit.Segment) == (point.Subject.Video, point.Segment)
        && hit.Score > 0.9999f;

    private static VectorQuery Query(ReadOnlyMemory<float> vector) =>
        new(Shard, Space, [new QueryLeg(RepresentationName.Full, vector)], Filter.Everything, [], HitGrouping.Segment, Wanted);

    private static async Task<VectorHits> Search(EmbeddedVectorIndex index, VectorQuery query) =>
        (await index.SearchAsync(query, None)).Value;

    private static Task Settle(EmbeddedVectorIndex index) => index.GraphsAsync().WithinAsync("the graph");

    private List<VectorPoint> Video(int number, int segments)
    {
        var metadata = ImmutableDictionary<string, MetadataValue>.Empty.Add(Part, MetadataValue.Of(number));
        return _random.Video($"video-{number}", 1, segments).ConvertAll(point => point with
        {
            Subject = point.Subject with { Metadata = metadata },
            Vectors = [new NamedVector(Fused, _random.Vector(), IsFull: true)],
        });
    }

    /// <summary>The share of the best that searches find; a hit as good as the last of them counts as one.</summary>
    private async Task<double> Recall(EmbeddedVectorIndex index, Filter filter)
    {
        const int Searches = 40;
        var (found, wanted) = (0, 0);
        for (var i = 0; i < Searches; i++)
        {
            var query = Query(_random.Vector()) with { Filter = filter };
            var expected = ReferenceSearch.Rank(_points, query)[0].Take(Wanted).ToList();
            var hits = (await Search(index, query)).Legs[0];
            Assert.All(hits, hit => Assert.True(filter.Accepts(hit.Subject)));
            Assert.Equal(expected.Count, hits.Count);
            wanted += expected.Count;
            found += hits.Count(hit => hit.Score >= expected[^1].Score - ReferenceSearch.Tolerance);
        }

        return (double)found / wanted;
    }

    private async Task<EmbeddedVectorIndex> Filled()
    {
        var index = Open();
        await Fill(index);
        Assert.True(System.IO.File.Exists(File));
        return index;
    }

    private async Task Fill(EmbeddedVectorIndex index)
    {
        RepresentationShape[] shapes = [new(RepresentationName.Full, Dimension), new(Fused, Dimension)];
        Assert.True((await index.OpenAsync(Shard, Space, shapes, 1, None)).IsOk);
        Assert.True((await index.UpsertAsync(Shard, 1, _points, None)).IsOk);
        await Settle(index);
    }

    private async Task<EmbeddedVectorIndex> Reopened()
    {
        var index = Open();
        _ = await Search(index, Query(_random.Vector()));
        await Settle(index);
        return index;
    }

    private EmbeddedVectorIndex Open() =>
        _fixture.Open(options => (options.GraphFromRows, options.AlwaysAsksGraphs) = (1000, true));
}
