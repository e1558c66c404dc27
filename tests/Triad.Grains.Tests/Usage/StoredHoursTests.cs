using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Catalogs;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Usage.Stored;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Usage;

public sealed class StoredHoursTests
{
    private static readonly TenantId Acme = TenantId.From("acme");

    // Whole hours before now: a ledger takes nothing that is older than its events are kept.
    private static readonly UsageHour First = new(UsageHour.Of(TimeProvider.System.GetUtcNow()).Number - 10);

    [Fact]
    public async Task Enter_OfWhatIsThereAndWhatIsGone_IsBytesTimesTimeExactly()
    {
        await using var platform = await StartAsync(ingest: false);
        await ListAsync(platform, "car", First.Start.AddMinutes(30), 3600);
        await GoneAsync(platform, "bus", First.Start.AddMinutes(15), First.Next.Start.AddMinutes(45), 1000);

        await EnterAsync(platform, First, First.Next);

        Assert.Equal([1800 + 750m, 3600 + 750m], await AmountsAsync(platform));
    }

    [Fact]
    public async Task Enter_OfAVideoThatIsInTheCatalogAndGone_CountsItUntilItsDeletion()
    {
        await using var platform = await StartAsync(ingest: false);
        await ListAsync(platform, "car", First.Start, 1000);
        await GoneAsync(platform, "car", First.Start, First.Start.AddMinutes(6), 1000);

        await EnterAsync(platform, First, First);

        Assert.Equal([100m], await AmountsAsync(platform));
    }

    [Fact]
    public async Task Enter_Again_ChangesNothing()
    {
        await using var platform = await StartAsync(ingest: false);
        await ListAsync(platform, "car", First.Start, 1000);

        await EnterAsync(platform, First, First.Next);
        await EnterAsync(platform, First, First.Next);
        await EnterAsync(platform, First, First.Next.Next);

        Assert.Equal([1000m, 1000m, 1000m], await AmountsAsync(platform));
    }

    [Fact]
    public async Task Delete_OfAVideo_IsToldBeforeTheCatalogForgetsIt()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Assert.True((await platform.UploadAsync("acme", "car", "2 red car")).IsOk);
        await platform.WaitAsync("acme", "car", Abstractions.Videos.VideoStatus.Ready);
        var length = Value(await platform.Video("acme", "car").GetAsync(default)).Length;

        Assert.True((await platform.Video("acme", "car").DeleteAsync(default)).IsOk);

        var gone = Assert.Single(Value(await platform.Grains.UsageLedger(Acme).StoredAsync(default)).Gone);
        Assert.Equal(length, gone.Bytes);
        Assert.Empty(Value(await platform.Catalogs.TotalsAsync(default)));
    }

    [Fact]
    public async Task Ingest_ThatIsReady_IsInTheLedgerOnceAndReconciles()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme");
        Assert.True((await platform.UploadAsync("acme", "car", "2 red car")).IsOk);
        await platform.WaitAsync("acme", "car", Abstractions.Videos.VideoStatus.Ready);

        var events = Value(await platform.Video("acme", "car").UsageAsync(default));
        var ledger = platform.Grains.UsageLedger(Acme);

        Assert.Contains(events, told => told.Kind == UsageKinds.IngestedSeconds.Name && told.Amount > 0);
        Assert.Empty(Value(await ledger.CompareAsync(events, default)));
        Assert.Empty(Value(await ledger.CheckAsync(default)).Differences);
        var other = events[0] with { Amount = events[0].Amount + 1 };
        Assert.Equal($"{events[0].Amount}", Assert.Single(Value(await ledger.CompareAsync([other], default))).Found);
    }

    private static async Task ListAsync(Platform platform, string video, DateTimeOffset createdAt, long bytes)
    {
        var key = Abstractions.Catalogs.CatalogKey.Of(Acme, VideoId.From(video));
        var rows = Value(await platform.Catalogs.OpenAsync(Acme, key.Bucket, default));
        Assert.True((await rows.AddAsync(new CatalogRow(VideoId.From(video), createdAt, bytes), default)).IsOk);
    }

    private static async Task GoneAsync(Platform platform, string video, DateTimeOffset createdAt, DateTimeOffset deletedAt, long bytes) =>
        Assert.True((await platform.Grains.UsageLedger(Acme).NoteGoneAsync(
            GoneVideo.Of(Acme, VideoId.From(video), createdAt, deletedAt, bytes), default)).IsOk);

    private static async Task EnterAsync(Platform platform, UsageHour begun, UsageHour last) =>
        Assert.Null((await platform.ServicesOf(0).GetRequiredService<StoredHours>().EnterAsync(Acme, begun, last, default)).Error);

    private static async Task<IEnumerable<decimal>> AmountsAsync(Platform platform)
    {
        var query = new UsageQuery(First.Start, First.Start.AddDays(1), UsageStep.Hour, [UsageKinds.StoredByteHours.Name], UsageDimensions.None, null, 100);
        return Value(await platform.Grains.UsageLedger(Acme).QueryAsync(query, default)).Amounts.Select(amount => amount.Amount);
    }
}
