using Triad.Core.Identity;
using Triad.Core.Usage;

namespace Triad.Benchmarks.Ledger;

/// <summary>The process that is killed: threads count as fast as they can, videos are told one after the other, and everything is tended meanwhile.</summary>
internal static class LedgerWorker
{
    /// <summary>The package of the counter of a thread.</summary>
    public static string PackageOf(int run, int thread) => FormattableString.Invariant($"run-{run}.{thread}");

    /// <summary>The package of videos.</summary>
    public const string Videos = "videos";

    /// <summary>Works until it is killed.</summary>
    public static async Task RunAsync(string folder, int run, CancellationToken cancellationToken)
    {
        using var truth = new LedgerTruth(folder);
        await using var platform = await LedgerPlatform.OpenAsync(folder, new LedgerClock(truth.Start));
        for (var thread = 0; thread < LedgerTruth.Threads; thread++)
        {
            var number = thread;
            new Thread(() => Count(platform, truth, run, number, cancellationToken)) { IsBackground = true }.Start();
        }

        Console.WriteLine("ready");
        while (!cancellationToken.IsCancellationRequested)
        {
            await TellVideoAsync(platform, truth);
            await platform.TendAsync();
        }
    }

    /// <summary>Tells the next video, or the one again that the run before may have told: its event is made of its number alone.</summary>
    public static async Task TellVideoAsync(LedgerPlatform platform, LedgerTruth truth)
    {
        var number = truth.VideosDone + 1;
        truth.VideosBegun = number;
        var labels = UsageLabels.OfPackage(Videos, UsageSources.Ingest);
        var id = UsageEventId.OfVideo(
            LedgerPlatform.Tenant, VideoId.From(FormattableString.Invariant($"video-{number}")), "source", 1, UsageKinds.IngestedSeconds, labels);

        // The hour must be a function of the video too: here one hour for some videos, so that hours are opened again.
        const int videosOfAnHour = 400;
        var time = new DateTimeOffset(truth.Start, TimeSpan.Zero).AddHours(number / videosOfAnHour);
        await platform.RecordAsync([new UsageEvent(id, LedgerPlatform.Tenant, UsageKinds.IngestedSeconds, 1, time, labels)]);
        truth.VideosDone = number;
    }

    private static void Count(LedgerPlatform platform, LedgerTruth truth, int run, int thread, CancellationToken cancellationToken)
    {
        var labels = UsageLabels.OfPackage(PackageOf(run, thread));
        for (var number = 1L; !cancellationToken.IsCancellationRequested; number++)
        {
            truth.Begin(run, thread, number);
            if (!platform.Meter.Add(LedgerPlatform.Tenant, UsageKinds.Searches, labels, 1).IsOk)
                return;
            truth.Done(run, thread, number);
        }
    }
}
