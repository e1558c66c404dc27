using Triad.Core.Errors;
using Triad.Core.Rows;

namespace Triad.Testing.Rows;

/// <summary>What every <see cref="IRowStore"/> must do. A store's test class derives from it.</summary>
public abstract class RowStoreContract
{
    private const int MaxTries = 10;

    private readonly string _owner = $"owner-{Guid.NewGuid():N}/1";

    /// <summary>The store under test; two calls give two that share their data, as two silos do.</summary>
    protected abstract Task<IRowStore> CreateSut();

    /// <summary>Rows of the test of many.</summary>
    protected virtual int RowCount => 1200;

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    protected abstract Task<IRowStore> Restart(IRowStore sut);

    [Fact]
    public async Task Open_NothingPut_IsEmpty() => Assert.Empty((await OpenAsync(await CreateSut())).Opened);

    [Fact]
    public async Task Put_AfterARestart_IsThere()
    {
        var sut = await CreateSut();
        Row[] rows = [new("acme/car", "1 Normal"), new("acme/Car", "2 Bulk"), new("acme/car.", "3 Normal"), new("acme/a.-_b..", "4 Normal")];
        var set = await OpenAsync(sut);
        foreach (var row in rows)
            Done(await set.PutAsync(row, default));

        Assert.Equal(rows.OrderBy(Key, StringComparer.Ordinal), await ReadAsync(await Restart(sut)));
    }

    [Fact]
    public async Task Put_Again_ReplacesTheValue()
    {
        var sut = await CreateSut();
        var set = await OpenAsync(sut);
        Done(await set.PutAsync(new Row("car", "1"), default));
        Done(await set.PutAsync(new Row("car", "2"), default));

        Assert.Equal([new Row("car", "2")], await ReadAsync(sut));
    }

    [Fact]
    public async Task Remove_TakesThatRowAlone()
    {
        var sut = await CreateSut();
        var set = await OpenAsync(sut);
        Done(await set.PutAsync(new Row("car", "1"), default));
        Done(await set.PutAsync(new Row("bus", "2"), default));

        Done(await set.RemoveAsync("car", default));

        Assert.Equal([new Row("bus", "2")], await ReadAsync(sut));
    }

    [Fact]
    public async Task Remove_OfARowThatWasThereAtOpening_TakesIt()
    {
        var sut = await CreateSut();
        Done(await (await OpenAsync(sut)).PutAsync(new Row("car", "1"), default));

        Done(await (await OpenAsync(sut)).RemoveAsync("car", default));

        Assert.Empty(await ReadAsync(sut));
    }

    [Fact]
    public async Task Remove_NotThere_IsSuccess()
    {
        var set = await OpenAsync(await CreateSut());
        Done(await set.PutAsync(new Row("car", "1"), default));
        Done(await set.RemoveAsync("car", default));

        Done(await set.RemoveAsync("car", default));
        Done(await set.RemoveAsync("never", default));
    }

    [Fact]
    public async Task Put_OpenedBySomebodyElseSince_IsStale()
    {
        var older = await OpenAsync(await CreateSut());
        await OpenAsync(await CreateSut());

        Assert.Equal(ErrorReason.EpochStale, (await older.PutAsync(new Row("car", "1"), default)).Error?.Reason);
    }

    [Fact]
    public async Task Remove_OpenedBySomebodyElseSince_IsStaleAndTakesNothingThatWasPutSince()
    {
        var sut = await CreateSut();
        var older = await OpenAsync(sut);
        Done(await older.PutAsync(new Row("car", "1"), default));
        var newer = await OpenAsync(await CreateSut());
        Done(await newer.PutAsync(new Row("car", "1"), default));

        Assert.Equal(ErrorReason.EpochStale, (await older.RemoveAsync("car", default)).Error?.Reason);

        Assert.Equal([new Row("car", "1")], await ReadAsync(sut));
    }

    [Fact]
    public async Task Open_SeesEveryWriteThatWasAcknowledged()
    {
        var sut = await CreateSut();
        for (var round = 0; round < 5; round++)
        {
            // Somebody writes until he is told that he may no longer.
            var older = await OpenAsync(sut);
            var acknowledged = 0;
            var writing = WriteUntilStaleAsync(older, round, () => Interlocked.Increment(ref acknowledged));
            while (Volatile.Read(ref acknowledged) < 3)
                await Task.Yield();
            var newer = await OpenAsync(await CreateSut());
            await writing.WaitAsync(TimeSpan.FromSeconds(60));

            var seen = newer.Opened.Count(row => row.Key.StartsWith($"{round}-", StringComparison.Ordinal));
            Assert.True(seen >= acknowledged, $"round {round}: {acknowledged} were acknowledged, {seen} are seen");
        }
    }

    [Fact]
    public async Task Owners_AreApart()
    {
        var sut = await CreateSut();
        foreach (var owner in new[] { _owner, _owner + "0", _owner + "/x" })
            Done(await (await OpenAsync(sut, owner)).PutAsync(new Row(owner == _owner ? "x" : "y", "1"), default));

        var set = await OpenAsync(sut);

        Assert.Contains(new Row("x", "1"), set.Opened);
        Assert.DoesNotContain(set.Opened, row => row.Key == "y");
    }

    [Fact]
    public async Task Open_ManyRows_ReadsAll()
    {
        var sut = await CreateSut();
        var set = await OpenAsync(sut);
        var rows = Enumerable.Range(0, RowCount).Select(i => new Row($"acme/{i:0000}", $"{i} Normal")).ToArray();
        foreach (var row in rows)
            Done(await set.PutAsync(row, default));

        Assert.Equal(rows, await ReadAsync(sut));
    }

    private static async Task WriteUntilStaleAsync(IRowSet set, int round, Action acknowledged)
    {
        for (var i = 0; (await set.PutAsync(new Row($"{round}-{i}", "1"), default)).IsOk; i++)
            acknowledged();
    }

    private static string Key(Row row) => row.Key;

    private async Task<IRowSet> OpenAsync(IRowStore store, string? owner = null)
    {
        // Who writes without a pause may keep the file from others for longer than they wait; they are told to try again.
        var opened = await store.OpenAsync(owner ?? _owner, default);
        for (var tries = 1; tries < MaxTries && opened.Error is { Retryable: true }; tries++)
            opened = await store.OpenAsync(owner ?? _owner, default);
        Assert.Null(opened.Error);
        return opened.Value;
    }

    private async Task<IEnumerable<Row>> ReadAsync(IRowStore store) => (await OpenAsync(store)).Opened.OrderBy(Key, StringComparer.Ordinal);

    private static void Done(Result result) => Assert.Null(result.Error);
}
