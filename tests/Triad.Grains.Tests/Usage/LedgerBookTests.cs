using System.Globalization;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Usage.Ledgers;

namespace Triad.Grains.Tests.Usage;

public sealed class LedgerBookTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly UsageHour Nine = UsageHour.Parse("2026113009");

    /// <summary>A ledger whose process is killed at each of its writes, before it happens and after it has, ends as one that never was.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Book_KilledAtAnyWrite_EndsAsAnUndisturbedOne(bool isAfter)
    {
        var undisturbed = new CrashingRows();
        var expected = await RunAsync(undisturbed);

        for (var at = 1; at <= undisturbed.Writes; at++)
        {
            var found = await RunAsync(new CrashingRows { FailsAt = at, IsAfter = isAfter });

            Assert.True(expected == found, $"Killed at write {at}:\n{found}\ninstead of\n{expected}");
        }
    }

    [Fact]
    public async Task Record_InAnyOrderAndAgain_GivesTheSameSums()
    {
        var events = Enumerable.Range(0, 120).Select(Draw).ToArray();
        var expected = await SumsAsync(await RecordAsync(new CrashingRows(), events));
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var told = events.Concat(random.GetItems(events, 60)).ToArray();
            random.Shuffle(told);
            var store = new CrashingRows();

            foreach (var batch in told.Chunk(random.Next(1, 30)))
                await RecordAsync(store, batch);

            Assert.Equal(expected, await SumsAsync(await OpenAsync(store)));
        }
    }

    [Fact]
    public async Task Record_OfAKnownIdWithOtherValues_KeepsTheFirstAndTells()
    {
        var book = await OpenAsync(new CrashingRows());
        var first = Draw(1);
        await book.RecordAsync([first], default);

        var contradicting = (await book.RecordAsync([first with { Amount = 99 }], default)).Value;

        Assert.Equal(99, Assert.Single(contradicting).Amount);
        Assert.Equal(first.Amount, (await book.FindAsync(first.Hour, default)).Value!.Find(first.Id)!.Event.Amount);
    }

    [Fact]
    public async Task Seal_OfAnHour_KeepsItsSumsWhenTheEventsAreGone()
    {
        var store = new CrashingRows();
        var book = await RecordAsync(store, [Draw(1), Draw(2), Draw(3)]);
        var expected = await SumsAsync(book);

        await book.SealAsync(Nine.End.AddDays(1), default);
        await book.PruneAsync(Nine.End.AddDays(40), [], default);

        Assert.Equal(expected, await SumsAsync(await OpenAsync(store)));
        Assert.Equal(0, store.CountOf("usage-hour/"));
    }

    [Fact]
    public async Task Record_IntoASealedHour_OpensItAgain()
    {
        var store = new CrashingRows();
        var book = await RecordAsync(store, [At(Nine, 1), At(Nine, 2)]);
        await book.SealAsync(Nine.End, default);

        await book.RecordAsync([At(Nine, 3)], default);
        var whileOpen = await SumsAsync(book);
        await book.SealAsync(Nine.End, default);

        Assert.Equal(whileOpen, await SumsAsync(await OpenAsync(store)));
        Assert.Contains("6 in 3", whileOpen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_WhileATargetLacksEvents_KeepsThem()
    {
        var store = new CrashingRows();
        var book = await RecordAsync(store, [At(Nine, 1)]);
        await book.SealAsync(Nine.End, default);

        await book.PruneAsync(DateTimeOffset.MaxValue, ["billing"], default);
        Assert.Equal(1, store.CountOf("usage-hour/"));
        await book.Index.PutPositionAsync("billing", book.Last, default);
        await book.PruneAsync(DateTimeOffset.MaxValue, ["billing"], default);

        Assert.Equal(0, store.CountOf("usage-hour/"));
    }

    [Fact]
    public async Task Record_IntoAnHourThatWasPruned_IsRefusedAndChangesNothing()
    {
        var store = new CrashingRows();
        var book = await RecordAsync(store, [At(Nine, 5)]);
        await book.SealAsync(Nine.End, default);
        await book.PruneAsync(DateTimeOffset.MaxValue, [], default);
        var expected = await SumsAsync(book);

        var refused = await book.RecordAsync([At(Nine, 5)], default);

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error?.Reason);
        Assert.Equal(expected, await SumsAsync(await OpenAsync(store)));
    }

    [Fact]
    public async Task Record_AfterEverythingWasPruned_GivesOutHigherNumbers()
    {
        var store = new CrashingRows();
        var book = await RecordAsync(store, [At(Nine, 1)]);
        await book.SealAsync(Nine.End, default);
        await book.Index.PutPositionAsync("billing", book.Last, default);
        await book.PruneAsync(DateTimeOffset.MaxValue, ["billing"], default);

        var reopened = await RecordAsync(store, [At(Nine.Next, 2)]);

        Assert.Equal(2, Assert.Single((await reopened.AfterAsync(reopened.Index.PositionOf("billing"), 10, default)).Value).Event.Amount);
    }

    [Fact]
    public async Task After_OverHoursThatOverlap_GivesAllInOrderOnce()
    {
        var store = new CrashingRows();
        var book = await OpenAsync(store);
        for (var i = 0; i < 60; i++)
        {
            await book.RecordAsync([At(new UsageHour(Nine.Number + (i % 7)), i + 1)], default);
            if (i % 11 == 0)
                await book.SealAsync(new UsageHour(Nine.Number + 4).End, default);
        }

        var seen = new List<LedgerEntry>();
        while ((await book.AfterAsync(seen.Count == 0 ? 0 : seen[^1].Number, 7, default)).Value is { Count: > 0 } next)
            seen.AddRange(next);

        Assert.Equal(Enumerable.Range(1, 60).Select(i => (decimal)i), seen.Select(entry => entry.Event.Amount));
    }

    [Fact]
    public async Task Check_OfRollUpsThatDiffer_TellsWhere()
    {
        var store = new CrashingRows();
        var book = await RecordAsync(store, [At(Nine, 5)]);
        await book.SealAsync(Nine.End, default);
        var month = (await store.OpenAsync(LedgerRows.OwnerOf(Acme, Nine.Month), default)).Value;
        var row = month.Opened.Single();
        await month.PutAsync(row with { Value = "4 1" }, default);

        var check = (await (await OpenAsync(store)).CheckAsync(default)).Value;

        var difference = Assert.Single(check.Differences);
        Assert.Equal(("5 in 1 events", "4 in 1 events"), (difference.Expected, difference.Found));
    }

    [Fact]
    public async Task Write_OfABookThatAnotherHasTakenOver_IsRefused()
    {
        var store = new CrashingRows();
        var old = await RecordAsync(store, [At(Nine, 1)]);
        await RecordAsync(store, [At(Nine, 2)]);

        Assert.Equal(ErrorReason.EpochStale, (await old.RecordAsync([At(Nine, 3)], default)).Error?.Reason);
    }

    [Fact]
    public async Task Query_PageByPage_GivesEveryAmountOnce()
    {
        var book = await RecordAsync(new CrashingRows(), [.. Enumerable.Range(0, 200).Select(Draw)]);
        var sums = (await book.SumsAsync(Nine.Previous, new UsageHour(Nine.Number + 100), default)).Value;
        var query = new UsageQuery(Nine.Start, Nine.Start.AddDays(4), UsageStep.Hour, [], UsageDimensions.Modality | UsageDimensions.Package, null, 7);
        var all = UsageAnswer.PageOf(query with { Limit = 10_000 }, sums).Amounts;

        var seen = new List<UsageAmount>();
        UsagePage page;
        do
        {
            page = UsageAnswer.PageOf(query with { After = seen.Count == 0 ? null : seen[^1].Place }, sums);
            seen.AddRange(page.Amounts);
        }
        while (page.HasMore);

        Assert.Equal(all, seen);
        Assert.Equal(sums.Sum(entry => entry.Sum.Amount), seen.Sum(amount => amount.Amount));
    }

    /// <summary>Whatever fails is asked again of a book that was opened anew, as the next process does.</summary>
    private static async Task<string> RunAsync(CrashingRows store)
    {
        await InsistAsync(store, book => RecordAsync(book, [At(Nine, 1), At(Nine, 2), At(Nine.Next, 4)]));
        await InsistAsync(store, book => book.Index.PutGoneAsync(GoneVideo.Of(Acme, VideoId.From("car"), Nine.Start, Nine.Start.AddMinutes(30), 1000), default));
        await InsistAsync(store, book => book.SealAsync(Nine.End, default));
        await InsistAsync(store, book => RecordAsync(book, [At(Nine, 2), At(Nine, 8), At(Nine.Next, 16)]));
        await InsistAsync(store, book => book.RecordStoredAsync([At(Nine, 32)], Nine.End, default));
        await InsistAsync(store, book => book.SealAsync(Nine.Next.End, default));
        await InsistAsync(store, book => book.Index.PutPositionAsync("billing", book.Last, default));
        await InsistAsync(store, book => book.PruneAsync(Nine.End, ["billing"], default));
        var end = await OpenAsync(store);
        var left = (await end.AfterAsync(0, 100, default)).Value;
        return $"{await SumsAsync(end)}; {left.Count} events kept; {end.Index.Gone.Count} deletions; through {end.Index.Through}; {end.Index.PositionOf("billing") == end.Last}";
    }

    private static async Task<Result> RecordAsync(LedgerBook book, IReadOnlyList<UsageEvent> events)
    {
        var recorded = await book.RecordAsync(events, default);
        return recorded.IsOk ? Result.Ok : recorded.Error;
    }

    private static async Task InsistAsync(CrashingRows store, Func<LedgerBook, Task<Result>> act)
    {
        const int tries = 3;
        for (var i = 0; i < tries; i++)
            if ((await act(await OpenAsync(store))).IsOk)
                return;
        Assert.Fail("One kill and it does not succeed afterwards.");
    }

    private static async Task<LedgerBook> RecordAsync(CrashingRows store, UsageEvent[] events)
    {
        var book = await OpenAsync(store);
        Assert.True((await book.RecordAsync(events, default)).IsOk);
        return book;
    }

    private static async Task<LedgerBook> OpenAsync(CrashingRows store) => (await LedgerBook.OpenAsync(store, Acme, default)).Value;

    private static async Task<string> SumsAsync(LedgerBook book)
    {
        var sums = (await book.SumsAsync(Nine.Previous, new UsageHour(Nine.Number + 100), default)).Value;
        return string.Join("; ", sums.OrderBy(entry => entry.Hour).ThenBy(entry => entry.Series).Select(entry => string.Create(
            CultureInfo.InvariantCulture, $"{entry.Hour} {entry.Series.Kind.Name} {entry.Series.Labels}: {entry.Sum.Amount} in {entry.Sum.Events}")));
    }

    // Its id is made of its amount: the same amount is the same event.
    private static UsageEvent At(UsageHour hour, int amount) => new(
        UsageEventId.OfVideo(Acme, VideoId.From("car"), "source", amount, UsageKinds.Searches, UsageLabels.None),
        Acme, UsageKinds.Searches, amount, hour.Start, UsageLabels.None);

    private static UsageEvent Draw(int number)
    {
        var random = new Random(number);
        var kind = UsageKinds.All[random.Next(UsageKinds.All.Count)];
        var labels = UsageLabels.Of((Modalities)random.Next(8), random.Next(2) == 0 ? "clip" : "triad-mini", UsageSources.Query);
        return new UsageEvent(
            UsageEventId.OfVideo(Acme, VideoId.From("car"), "source", number, kind, labels),
            Acme, kind, random.Next(1, 1_000_000) / 1000m, new UsageHour(Nine.Number + random.Next(5)).Start.AddMinutes(random.Next(60)), labels);
    }
}
