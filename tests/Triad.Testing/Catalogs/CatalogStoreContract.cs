using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Testing.Catalogs;

/// <summary>What every <see cref="ICatalogStore"/> must do. A store's test class derives from it.</summary>
public abstract class CatalogStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly TenantId _tenant = TenantId.From($"t-{Guid.NewGuid():N}");

    /// <summary>The store under test; two calls give two that share their data, as two silos do.</summary>
    protected abstract Task<ICatalogStore> CreateSut();

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    protected abstract Task<ICatalogStore> Restart(ICatalogStore sut);

    [Fact]
    public async Task List_NothingAdded_IsEmpty() => Assert.Empty(await ListAsync(await OpenAsync(await CreateSut())));

    [Fact]
    public async Task List_IsNewestFirstThenByIdAndSurvivesARestart()
    {
        var sut = await CreateSut();
        var rows = await OpenAsync(sut);
        CatalogRow[] wanted =
        [
            Row("newest", 3 * 24 * 60), Row("tick", 1, 1), Row("b", 1), Row("B", 0), Row("a", 0), Row("a-b", 0), Row("a.", 0), Row("a.b", 0), Row("aa", 0),
            Row("yesterday", -24 * 60), Row("years-ago", -5000 * 24 * 60),
        ];
        foreach (var row in wanted.OrderBy(row => row.Bytes))
            Done(await rows.AddAsync(row, default));

        Assert.Equal(
            wanted.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Video.Value, StringComparer.Ordinal),
            await ListAsync(await OpenAsync(await Restart(sut))));
    }

    [Fact]
    public async Task List_InPages_GivesEachRowOnce()
    {
        var rows = await OpenAsync(await CreateSut());
        for (var i = 0; i < 23; i++)
            Done(await rows.AddAsync(Row($"video-{i:00}", i / 3 * 9 * 60), default));
        var all = await ListAsync(rows);

        var paged = new List<CatalogRow>();
        for (CatalogRow? after = null; await ListAsync(rows, after, 4) is { Count: > 0 } page; after = page[^1])
            paged.AddRange(page);

        Assert.Equal(23, all.Count);
        Assert.Equal(all, paged);
    }

    [Fact]
    public async Task List_AfterAPlaceWhoseVideoIsGone_GoesOnBehindIt()
    {
        var rows = await OpenAsync(await CreateSut());
        for (var i = 0; i < 5; i++)
            Done(await rows.AddAsync(Row($"video-{i}", i), default));
        var place = (await ListAsync(rows, null, 2))[^1];
        Done(await rows.RemoveAsync(place.Video, default));

        Assert.Equal(["video-2", "video-1", "video-0"], (await ListAsync(rows, place with { Bytes = 0 })).Select(row => row.Video.Value));
    }

    [Fact]
    public async Task Add_Repeated_IsOneRow()
    {
        var sut = await CreateSut();
        var rows = await OpenAsync(sut);
        Done(await rows.AddAsync(Row("car", 0), default));
        Done(await rows.AddAsync(Row("car", 0), default));

        Assert.Equal([Row("car", 0)], await ListAsync(rows));
        Assert.Equal(new StoredTotals(1, Row("car", 0).Bytes), await TotalsAsync(sut));
    }

    [Fact]
    public async Task Add_TheSameIdAtAnotherTime_TakesThePlaceOfTheOlder()
    {
        var sut = await CreateSut();
        var rows = await OpenAsync(sut);
        Done(await rows.AddAsync(Row("car", 0), default));
        Done(await rows.AddAsync(Row("car", 24 * 60), default));

        Assert.Equal([Row("car", 24 * 60)], await ListAsync(rows));
        Assert.Equal(new StoredTotals(1, Row("car", 24 * 60).Bytes), await TotalsAsync(sut));
    }

    [Fact]
    public async Task Remove_TakesThatRow_AndRepeatedIsSuccess()
    {
        var sut = await CreateSut();
        var rows = await OpenAsync(sut);
        Done(await rows.AddAsync(Row("car", 0), default));
        Done(await rows.AddAsync(Row("bus", 1), default));

        Done(await rows.RemoveAsync(VideoId.From("car"), default));
        Done(await rows.RemoveAsync(VideoId.From("car"), default));

        Assert.Equal([Row("bus", 1)], await ListAsync(rows));
        Assert.Equal(new StoredTotals(1, Row("bus", 1).Bytes), await TotalsAsync(sut));
    }

    [Fact]
    public async Task Write_SomebodyElseWroteSinceOpening_IsStaleAndChangesNothing()
    {
        var sut = await CreateSut();
        var older = await OpenAsync(sut);
        Done(await older.AddAsync(Row("car", 0), default));
        var newer = await OpenAsync(await CreateSut());
        Done(await newer.AddAsync(Row("bus", 1), default));

        Assert.Equal(ErrorReason.EpochStale, (await older.AddAsync(Row("train", 2), default)).Error?.Reason);
        Assert.Equal(ErrorReason.EpochStale, (await older.RemoveAsync(VideoId.From("car"), default)).Error?.Reason);

        Assert.Equal([Row("bus", 1), Row("car", 0)], await ListAsync(newer));
        Assert.Equal(2, (await TotalsAsync(sut)).Videos);
    }

    [Fact]
    public async Task FirstWrite_SomebodyElseWroteSinceOpening_IsStale()
    {
        var older = await OpenAsync(await CreateSut());
        var newer = await OpenAsync(await CreateSut());
        Done(await newer.AddAsync(Row("bus", 1), default));

        Assert.Equal(ErrorReason.EpochStale, (await older.AddAsync(Row("bus", 1), default)).Error?.Reason);

        Assert.Equal([Row("bus", 1)], await ListAsync(newer));
    }

    [Fact]
    public async Task Reading_DisturbsNoWriter()
    {
        var writer = await OpenAsync(await CreateSut());
        Done(await writer.AddAsync(Row("car", 0), default));
        Assert.Single(await ListAsync(await OpenAsync(await CreateSut())));

        Done(await writer.AddAsync(Row("bus", 1), default));
    }

    [Fact]
    public async Task Buckets_AreApart_AndTotalsAreOfTheTenant()
    {
        var sut = await CreateSut();
        Done(await (await OpenAsync(sut, 1)).AddAsync(Row("car", 1), default));
        Done(await (await OpenAsync(sut, 7)).AddAsync(Row("bus", 2), default));

        Assert.Equal([Row("car", 1)], await ListAsync(await OpenAsync(sut, 1)));
        Assert.Equal(new StoredTotals(2, Row("car", 1).Bytes + Row("bus", 2).Bytes), await TotalsAsync(sut));
    }

    [Fact]
    public async Task Totals_NothingLeft_AreZero()
    {
        var sut = await CreateSut();
        var rows = await OpenAsync(sut);
        Done(await rows.AddAsync(Row("car", 0), default));
        Done(await rows.RemoveAsync(VideoId.From("car"), default));

        Assert.Equal(default, await TotalsAsync(sut));
    }

    [Fact]
    public async Task Anything_InAnyOrder_IsAsAListInMemoryHasIt()
    {
        var draw = new Random(20261129);
        var sut = await CreateSut();
        var rows = await OpenAsync(sut);
        var model = new Dictionary<string, CatalogRow>();
        for (var i = 0; i < 120; i++)
        {
            var row = Row($"v{draw.Next(12)}", draw.Next(-3, 4) * 11 * 60);
            if (draw.Next(3) == 0)
            {
                model.Remove(row.Video.Value);
                Done(await rows.RemoveAsync(row.Video, default));
            }
            else
            {
                model[row.Video.Value] = row;
                Done(await rows.AddAsync(row, default));
            }

            if (draw.Next(10) == 0)
                rows = await OpenAsync(sut);
        }

        Assert.Equal(
            model.Values.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Video.Value, StringComparer.Ordinal), await ListAsync(rows));
        Assert.Equal(new StoredTotals(model.Count, model.Values.Sum(row => row.Bytes)), await TotalsAsync(sut));
    }

    private static CatalogRow Row(string video, int minutes, int ticks = 0) =>
        new(VideoId.From(video), Noon.AddMinutes(minutes).AddTicks(ticks), 1000 + Math.Abs(minutes) + video.Length);

    private static async Task<IReadOnlyList<CatalogRow>> ListAsync(ICatalogRows rows, CatalogRow? after = null, int limit = 1000)
    {
        var listed = await rows.ListAsync(after, limit, default);
        Assert.Null(listed.Error);
        return listed.Value;
    }

    private async Task<ICatalogRows> OpenAsync(ICatalogStore store, int bucket = 3)
    {
        var opened = await store.OpenAsync(_tenant, bucket, default);
        Assert.Null(opened.Error);
        return opened.Value;
    }

    private async Task<StoredTotals> TotalsAsync(ICatalogStore store)
    {
        var totals = await store.TotalsAsync(default);
        Assert.Null(totals.Error);
        return totals.Value.GetValueOrDefault(_tenant);
    }

    private static void Done(Result result) => Assert.Null(result.Error);
}
