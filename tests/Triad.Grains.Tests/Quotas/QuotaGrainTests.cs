using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Quotas;
using Triad.Testing.Media;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Quotas;

public sealed class QuotaGrainTests
{
    private static readonly TenantQuotas None = TenantQuotas.None;

    [Fact]
    public async Task Reserve_OfManyAtOnce_LetsThroughExactlyWhatTheQuotaSays()
    {
        await using var platform = await StartAsync(ingest: false);
        await platform.OnboardAsync("acme", None with { StoredBytes = 1000, Videos = 50 });

        var reserved = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ReserveAsync(platform, $"v{i}", 99)));

        Assert.Equal(10, reserved.Count(answer => answer.IsOk));
        Assert.Equal((10L, 990L), await UseOf(platform));
    }

    [Fact]
    public async Task Room_OverARestart_IsAsItWas_AndIsGivenBackOnce()
    {
        var folder = Directory.CreateTempSubdirectory("triad-quotas-").FullName;
        await using (var platform = await StartAsync(folder, ingest: false))
        {
            await platform.OnboardAsync("acme", None with { StoredBytes = 100 });
            await ReserveAsync(platform, "a", 60);
            await ReserveAsync(platform, "b", 40);
        }

        await using (var platform = await StartAsync(folder, ingest: false))
        {
            Assert.False((await ReserveAsync(platform, "c", 1)).IsOk);
            await platform.Quota("acme").ReleaseAsync(VideoId.From("a"), "m", default);
            await platform.Quota("acme").ReleaseAsync(VideoId.From("a"), "m", default);
            Assert.Equal((1L, 40L), await UseOf(platform));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Room_OfAnUploadThatDied_IsGivenBackAfterAWhile_AndThatOfAVideoIsNot()
    {
        var time = new WatchedTime();
        await using var platform = await StartAsync(ingest: false, configure: services => services.AddSingleton<TimeProvider>(time));
        await platform.OnboardAsync("acme", None with { Videos = 2 });
        await ReserveAsync(platform, "dead", 10);
        Value(await platform.UploadAsync("acme", "car", "1 red car"));

        time.Advance(TimeSpan.FromMinutes(11));

        Assert.True((await ReserveAsync(platform, "next", 10)).IsOk);
        Assert.False((await ReserveAsync(platform, "one-more", 10)).IsOk);
    }

    [Fact]
    public async Task Videos_OfBeforeRoomWasCounted_AreTakenOn()
    {
        var folder = Directory.CreateTempSubdirectory("triad-quotas-").FullName;
        await using (var platform = await StartAsync(folder))
        {
            await platform.OnboardAsync("acme");
            Value(await platform.UploadAsync("acme", "car", "2 red car"));
            await platform.WaitAsync("acme", "car", VideoStatus.Ready);
            var rows = (await platform.Rows.OpenAsync(QuotaRows.OwnerOf(TenantId.From("acme")), default)).Value;
            foreach (var row in rows.Opened)
                await rows.RemoveAsync(row.Key, default);
        }

        await using (var platform = await StartAsync(folder, ingest: false))
        {
            var use = Value(await platform.Quota("acme").UseAsync(default));
            Assert.Equal((1L, 16.0, 9L), (use.Videos, use.MediaSeconds, use.StoredBytes));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Ingest_OfMoreSecondsThanThereAre_FailsWithTheReason_AndTheRestIsFound()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("acme", None with { MediaSeconds = 20 });
        Value(await platform.UploadAsync("acme", "car", "2 red car"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed);
        Value(await platform.UploadAsync("acme", "bus", "3 blue bus"));

        var bus = await platform.WaitAsync("acme", "bus", VideoStatus.Ready, VideoStatus.Failed);

        Assert.Equal((VideoStatus.Failed, ErrorReason.QuotaExceeded), (bus.Status, bus.Failure?.Reason));
        Assert.Contains("20 seconds of media", bus.Failure!.Message, StringComparison.Ordinal);
        var use = Value(await platform.Quota("acme").UseAsync(default));
        Assert.Equal((2L, 16.0), (use.Videos, use.MediaSeconds));
    }

    [Fact]
    public async Task Ingests_BeyondThoseAtOnce_WaitInTheQueueAndSayForWhat()
    {
        var (open, inWork, most) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0, 0);
        var decoder = new ScriptedDecoder
        {
            Gate = async (index, _) =>
            {
                if (index > 0)
                    return;
                most = Math.Max(most, Interlocked.Increment(ref inWork));
                await open.Task;
                Interlocked.Decrement(ref inWork);
            },
        };
        await using var platform = await StartAsync(decoder: decoder);
        await platform.OnboardAsync("acme", None with { ConcurrentIngests = 1 });
        string[] videos = ["a", "b", "c", "d"];
        foreach (var video in videos)
            Value(await platform.UploadAsync("acme", video, $"1 {video}"));

        // Two are worked on at once by this host: one of them has the only place, and another one is told why it has none.
        await Task.WhenAny(videos.Select(video => ToldAsync(platform, video))).Unwrap().WithinAsync("one to be told that it waits");
        Assert.Equal(1, Value(await platform.Quota("acme").UseAsync(default)).RunningIngests);
        open.SetResult();
        foreach (var video in videos)
            Assert.Equal(VideoStatus.Ready, (await platform.WaitAsync("acme", video, VideoStatus.Ready, VideoStatus.Failed)).Status);

        Assert.Equal(1, most);
        await NobodyWorksAsync().WithinAsync("the last place to be left");

        async Task NobodyWorksAsync()
        {
            while (Value(await platform.Quota("acme").UseAsync(default)).RunningIngests > 0)
                await Task.Yield();
        }
    }

    [Fact]
    public async Task Ingest_WithoutSecondsOfEmbedding_WaitsForTheNextDay_AndGoesOnWhenTheQuotaIsRaised()
    {
        await using var platform = await StartAsync(configure: services => services.Configure<QuotaOptions>(options => options.RaiseSeconds = 1));
        await platform.OnboardAsync("acme", None with { EmbedSecondsPerDay = 0 });
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        var held = await ToldAsync(platform, "car").WithinAsync("the video to be told that it waits");

        Value(await platform.Tenant("acme").UpdateAsync(
            new UpdateTenant(null, null, new QuotaChange([TenantQuota.EmbedSecondsPerDay], None with { EmbedSecondsPerDay = 100 })), default));

        Assert.Equal(VideoStatus.Queued, held.Status);
        Assert.StartsWith("waiting until 00:00 UTC", held.Activity, StringComparison.Ordinal);
        Assert.Equal(VideoStatus.Ready, (await platform.WaitAsync("acme", "car", VideoStatus.Ready, VideoStatus.Failed)).Status);
    }

    [Fact]
    public async Task Use_OverFourFifths_IsToldOnce_AndNotAgainAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("triad-quotas-").FullName;
        var notices = new NoticesDouble();
        await using (var platform = await StartAsync(folder, ingest: false, configure: services => services.AddSingleton<ITenantNotices>(notices)))
        {
            await platform.OnboardAsync("acme", None with { StoredBytes = 100 });
            await ReserveAsync(platform, "a", 79);
            Assert.Empty(notices.Told);
            await ReserveAsync(platform, "b", 1);
            await ReserveAsync(platform, "c", 1);
        }

        await using (var platform = await StartAsync(folder, ingest: false, configure: services => services.AddSingleton<ITenantNotices>(notices)))
            await ReserveAsync(platform, "d", 1);

        var told = Assert.Single(notices.Told);
        Assert.Equal((QuotaNames.StoredBytes, 100.0, 80.0), (told.Use.Quota, told.Use.Limit, told.Use.Used));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Draw_OfWhatADayBrings_IsKeptOverARestart()
    {
        var folder = Directory.CreateTempSubdirectory("triad-quotas-").FullName;
        double granted;
        await using (var platform = await StartAsync(folder, ingest: false))
        {
            await platform.OnboardAsync("acme", None with { BytesSentPerDay = 1000 });
            granted = Value(await DrawAsync(platform)).Amount;
        }

        await using (var platform = await StartAsync(folder, ingest: false))
            Assert.Equal(granted, Value(await platform.Quota("acme").UseAsync(default)).BytesSentToday);
        Assert.InRange(granted, 1, 500);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Quota_OfNoTenant_IsRefused()
    {
        await using var platform = await StartAsync(ingest: false);

        Assert.Equal(ErrorReason.TenantNotFound, (await platform.Quota("nobody").UseAsync(default)).Error?.Reason);
    }

    [Fact]
    public async Task Rows_OfATenantThatIsErased_DoNotComeBack()
    {
        await using var platform = await StartAsync(ingest: false);
        var (quota, video) = (platform.Quota("nobody"), VideoId.From("v"));

        Assert.True((await quota.ReleaseAsync(video, "m", default)).IsOk);
        Assert.True((await quota.ForgetAsync(video, default)).IsOk);
        Assert.True((await quota.LeaveIngestAsync(video, default)).IsOk);
        Assert.Equal(ErrorReason.TenantNotFound, (await quota.EnterIngestAsync(video, None with { ConcurrentIngests = 1 }, default)).Error?.Reason);

        Assert.Empty((await platform.Rows.OpenAsync(QuotaRows.OwnerOf(TenantId.From("nobody")), default)).Value.Opened);
    }

    private static Task<Result<DayGrant>> DrawAsync(Platform platform) =>
        platform.Quota("acme").DrawAsync(new DayDraw("g", TenantQuota.BytesSentPerDay, 0, 0, 0), default);

    private static Task<Result<SpaceGrant>> ReserveAsync(Platform platform, string video, long bytes) =>
        platform.Quota("acme").ReserveAsync(new SpaceRequest(VideoId.From(video), "m", bytes, bytes), default);

    private static async Task<(long Videos, long Bytes)> UseOf(Platform platform)
    {
        var use = Value(await platform.Quota("acme").UseAsync(default));
        return (use.Videos, use.StoredBytes);
    }

    private static async Task<VideoSnapshot> ToldAsync(Platform platform, string video)
    {
        var seen = Value(await platform.Video("acme", video).GetAsync(default));
        while (!seen.Activity.StartsWith("waiting until", StringComparison.Ordinal) && !seen.Activity.StartsWith("waiting for its turn", StringComparison.Ordinal))
            seen = Value(await platform.Video("acme", video).WatchAsync(seen.Version, default));
        return seen;
    }
}
