using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Quotas;

namespace Triad.Grains.Tests.Quotas;

public sealed class SpaceBookTests
{
    private static readonly DateTimeOffset Later = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly TenantQuotas Quotas = new(4, 50, 1000, null, null, null);

    [Property(MaxTest = 300)]
    public Property Book_AnyCalls_CountsWhatIsThereAndLetsNothingOverTheQuotas() => Prop.ForAll(
        Gen.Choose(0, 999).ArrayOf(4).ArrayOf().ToArbitrary(),
        calls =>
        {
            var book = new SpaceBook();
            var rows = new Dictionary<(string, string), SpaceEntry>();
            foreach (var call in calls)
                Step(book, rows, call);

            Assert.Equal(rows.Count, book.Videos);
            Assert.Equal(rows.Values.Sum(entry => entry.Bytes), book.Bytes);
            Assert.Equal(rows.Values.Sum(entry => entry.Seconds), (double)book.Seconds, 6);
            Assert.True(book.Videos <= Quotas.Videos && book.Bytes <= Quotas.StoredBytes && (double)book.Seconds <= Quotas.MediaSeconds);

            // What is stored makes the same picture again.
            var again = new SpaceBook();
            foreach (var entry in rows.Values)
                again.Put(SpaceEntry.From(entry.ToRow()));
            Assert.Equal((book.Videos, book.Bytes, book.Seconds, book.Uploads), (again.Videos, again.Bytes, again.Seconds, again.Uploads));
        });

    [Fact]
    public void Reserve_OfWhatIsHeldAlready_IsNeverRefused()
    {
        var book = new SpaceBook();
        book.Put(Reserve(book, Quotas, "car", 900).Value);

        var again = Reserve(book, Quotas with { StoredBytes = 10, Videos = 0 }, "car", 900);

        Assert.Equal(900, again.Value.Bytes);
    }

    [Fact]
    public void Reserve_OfMoreThanThereIs_SaysQuotaLimitAndUse()
    {
        var book = new SpaceBook();
        book.Put(Reserve(book, Quotas, "car", 900).Value);

        var refused = Reserve(book, Quotas, "bus", 101);

        Assert.Equal(new QuotaUse(QuotaNames.StoredBytes, 1000, 900), refused.Error!.Quota);
        Assert.Equal(ErrorReason.QuotaExceeded, refused.Error.Reason);
        Assert.Null(refused.Error.RetryAfter);
    }

    [Fact]
    public void Reserve_OfAnUnknownSize_IsGivenWhatIsLeft()
    {
        var book = new SpaceBook();
        book.Put(Reserve(book, Quotas, "car", 900).Value);

        var given = book.Reserve(Quotas, new SpaceRequest(VideoId.From("bus"), "m", 10, 5000), Later);

        Assert.Equal(100, given.Value.Bytes);
    }

    [Fact]
    public void Quotas_BelowWhatIsUsed_RefuseNewVideosAndLetThoseThatAreThereBe()
    {
        var book = new SpaceBook();
        book.Put(Reserve(book, Quotas, "car", 900).Value with { IsSettled = true, Seconds = 40 });
        var lowered = Quotas with { Videos = 0, StoredBytes = 1, MediaSeconds = 1 };

        Assert.False(Reserve(book, lowered, "bus", 1).IsOk);
        Assert.True(book.Measure(lowered, book.FindVideo(VideoId.From("car"))!, 30, isFinal: true).IsOk);
        Assert.True(book.Settle(lowered, VideoId.From("car"), "m", 900).IsOk);
    }

    [Fact]
    public void Row_OfAnEntry_KeepsItsForm()
    {
        var entry = new SpaceEntry(VideoId.From("car"), "source.0a", true, 12, 34.5, DateTimeOffset.UnixEpoch.AddSeconds(1));

        Assert.Equal(("space/car/source.0a", "video 12 34.5 1000"), (entry.ToRow().Key, entry.ToRow().Value));
        Assert.Equal(entry, SpaceEntry.From(entry.ToRow()));
    }

    private static Result<SpaceEntry> Reserve(SpaceBook book, TenantQuotas quotas, string video, long bytes) =>
        book.Reserve(quotas, new SpaceRequest(VideoId.From(video), "m", bytes, bytes), Later);

    private static void Step(SpaceBook book, Dictionary<(string, string), SpaceEntry> rows, int[] call)
    {
        var (video, mark) = (VideoId.From($"v{call[1] % 5}"), $"m{call[2] % 2}");
        var next = (call[0] % 4) switch
        {
            0 => book.Reserve(Quotas, new SpaceRequest(video, mark, call[3] % 400, call[3] % 700), Later),
            1 => book.Settle(Quotas, video, mark, call[3] % 400),
            2 when book.FindVideo(video) is { } known => book.Measure(Quotas, known, call[3] % 20, call[2] % 3 == 0),
            _ => Result<SpaceEntry>.Fail(new Error(ErrorReason.VideoNotFound, "")),
        };
        if (next.IsOk)
        {
            book.Put(next.Value);
            rows[(next.Value.Video.Value, next.Value.Mark)] = next.Value;
        }
        else if (call[0] % 4 == 3)
        {
            book.Remove(video, mark);
            rows.Remove((video.Value, mark));
        }
    }
}
