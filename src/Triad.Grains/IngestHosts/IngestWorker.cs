using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Telemetry;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Ingest;
using Triad.Grains.Telemetry;

namespace Triad.Grains.IngestHosts;

/// <summary>Takes one video through its ingest: plan, probe, decode, embed, index, commit.</summary>
internal sealed partial class IngestWorker(
    IGrainFactory grains,
    IModelCatalog models,
    IMediaStore media,
    IMediaDecoder decoder,
    ICaptionReader captionReader,
    IOptions<IngestOptions> options,
    GrainsInstruments instruments,
    TimeProvider time,
    ILogger<IngestWorker> log)
{
    // Captions are text: more than this is not.
    private const int MaxCaptionBytes = 16 << 20;

    // How late the tenant's quotas know what was computed.
    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(5);

    // That a video is given back is told where that takes no time: the stop goes on without an answer.
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);

    /// <summary>Works on a job. Returns no time when the job is done with, else after how long it is to be leased again.</summary>
    /// <param name="job">The job.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="charge">What the job costs.</param>
    /// <param name="leaving">Cancelled when the job is to end at its next checkpoint, for another host to go on.</param>
    /// <param name="cancellationToken">Cancelled when it is to end wherever it is.</param>
    public async Task<IngestVerdict> RunAsync(
        IngestJob job, string host, IngestCharge charge, CancellationToken leaving, CancellationToken cancellationToken)
    {
        var key = new VideoKey(job.TenantId, job.VideoId);
        var video = grains.Video(key);
        var plan = await video.BeginAsync(host, cancellationToken);
        if (!plan.IsOk)
        {
            LogPlanRefused(job.TenantId.Value, job.VideoId.Value, plan.Error.Message);
            return new IngestVerdict(plan.Error.Reason == ErrorReason.TenantNotFound ? null : TimeSpan.FromSeconds(5));
        }

        if (plan.Value.Action == IngestAction.Drop)
            return new IngestVerdict(null);
        if (plan.Value.Action == IngestAction.Wait)
            return new IngestVerdict(plan.Value.Wait) { IsTenantHeld = true };
        charge.Weigh(plan.Value.Weight);
        await using var count = plan.Value.IsCounted ? new IngestCount(grains.Quota(key.Tenant), key.Video, CountPeriod, time) : null;
        using var span = GrainsInstruments.BeginIngest(key, plan.Value.TraceParent);
        instruments.IngestBegan();
        var started = time.GetTimestamp();
        ErrorReason? failure = ErrorReason.Cancelled;
        var run = new IngestRun(key, plan.Value, video, grains, media, options.Value, charge, instruments, count, time) { Leaving = leaving };
        try
        {
            var outcome = await IngestAndCommitAsync(run, cancellationToken);
            failure = outcome.Error?.Reason;
            if (outcome.IsOk)
                return new IngestVerdict(null);
            span.SetError(outcome.Error);
            return outcome.Error.Reason == ErrorReason.Cancelled && leaving.IsCancellationRequested
                ? await HandBackAsync(run)
                : await FailAsync(run, outcome.Error, cancellationToken);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return await HandBackAsync(run);
        }
        finally
        {
            instruments.IngestEnded(failure, time.GetElapsedTime(started));
        }
    }

    private TimeSpan CountPeriod => TimeSpan.FromSeconds(Math.Min(LongestCount.TotalSeconds, options.Value.LeaseSeconds / 3));

    private async Task<Result> IngestAndCommitAsync(IngestRun run, CancellationToken cancellationToken)
    {
        var outcome = await IngestAsync(run, cancellationToken);
        if (!outcome.IsOk)
            return outcome.Error;
        var measured = await run.MeasureAsync(outcome.Value.Duration, isFinal: true, cancellationToken);
        if (!measured.IsOk)
            return measured;
        var committed = await run.Video.CommitAsync(outcome.Value, cancellationToken);
        if (!committed.IsOk)
            return committed.Error;
        instruments.Ingested(run.Key.Tenant.Value, outcome.Value.Duration);
        return Result.Ok;
    }

    private async Task<Result<IngestOutcome>> IngestAsync(IngestRun run, CancellationToken cancellationToken)
    {
        var model = await LoadAsync(run, cancellationToken);
        if (!model.IsOk)
            return model.Error;
        var embedder = model.Value;
        if (embedder.Model.Space != run.Plan.Space)
        {
            return Error.Of(
                ErrorReason.ModelUnavailable, "model_package", embedder.Model.Package,
                $"now has the space {embedder.Model.Space}, and the tenant's is {run.Plan.Space}", "Install the package that the tenant was onboarded with.");
        }

        var captions = await ReadCaptionsAsync(run, cancellationToken);
        if (!captions.IsOk)
            return captions.Error;
        var leased = await media.LeaseFileAsync(run.Source, cancellationToken);
        if (!leased.IsOk)
            return leased.Error;
        await using var file = leased.Value;

        await run.ReportAsync(VideoStatus.Probing, 1, "looking at the file", cancellationToken);
        var info = await ProbeAsync(file.Path, cancellationToken);
        if (!info.IsOk)
            return info.Error;
        run.Charge.Announce(info.Value.Duration);
        var measured = info.Value.Duration is { } announced && announced.TotalMinutes <= options.Value.MaxMinutes
            ? await run.MeasureAsync(announced, isFinal: false, cancellationToken)
            : Result.Ok;
        if (!measured.IsOk)
            return measured.Error;
        var staged = await run.StageAsync(embedder.Model, cancellationToken);
        if (!staged.IsOk)
            return staged.Error;
        var settings = embedder.Model.Decode with
        {
            SegmentLength = run.Plan.SegmentLength ?? embedder.Model.Decode.SegmentLength,
            IsBackground = true,
            MaxDuration = TimeSpan.FromMinutes(options.Value.MaxMinutes),
        };
        var pipeline = new SegmentPipeline(run, embedder, captions.Value, info.Value);
        using var decoding = GrainsInstruments.BeginStage("decode");
        return await pipeline.RunAsync(decoder.DecodeAsync(file.Path, info.Value, MediaKind.Video, settings, cancellationToken), cancellationToken);
    }

    /// <summary>Where other packages leave no room at present, the video waits: that is no fault of its own.</summary>
    private async Task<Result<IEmbedder>> LoadAsync(IngestRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var model = await models.GetAsync(run.Plan.ModelPackage, cancellationToken);
            if (model.IsOk || model.Error.Reason != ErrorReason.QueueFull)
                return model;
            if (run.Stop is { } stop)
                return stop;
            await Task.Delay(model.Error.RetryAfter ?? TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    private async Task<Result<MediaInfo>> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        using var probing = GrainsInstruments.BeginStage("probe");
        return await decoder.ProbeBehindAsync(path, MediaKind.Video, cancellationToken);
    }

    private async Task<Result<CaptionTrack>> ReadCaptionsAsync(IngestRun run, CancellationToken cancellationToken)
    {
        if (run.Captions is not { } key)
            return new CaptionTrack([], []);
        var opened = await media.OpenReadAsync(key, 0, cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        await using var stream = opened.Value;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.Length > MaxCaptionBytes
            ? Error.OverLimit("captions", bytes.Length, "caption bytes", MaxCaptionBytes, "Shorten the captions.")
            : captionReader.Read(bytes.ToArray(), CaptionFormat.Auto);
    }

    /// <summary>Tells the video that this was no fault of its own: it does not count as an attempt.</summary>
    private async Task<IngestVerdict> HandBackAsync(IngestRun run)
    {
        var stopped = new Error(ErrorReason.Unavailable, "The process that worked on the video is stopping; another goes on.");
        try
        {
            await run.Video.FailAsync(new IngestFailure(run.Plan.Epoch, stopped, Retryable: true), CancellationToken.None).WaitAsync(FarewellTime, time);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException or Orleans.Runtime.OrleansException)
        {
            LogNotTold(exception, run.Key.Tenant.Value, run.Key.Video.Value);
        }

        return new IngestVerdict(TimeSpan.Zero);
    }

    private async Task<IngestVerdict> FailAsync(IngestRun run, Error error, CancellationToken cancellationToken)
    {
        if (error.Reason == ErrorReason.EpochStale)
        {
            LogSuperseded(run.Key.Tenant.Value, run.Key.Video.Value);
            return new IngestVerdict(TimeSpan.Zero); // The video says what is to be done next.
        }

        LogIngestFailed(run.Key.Tenant.Value, run.Key.Video.Value, error.Reason, error.Message);
        var retryable = error.Retryable || error.Reason is ErrorReason.StorageFull or ErrorReason.Internal;
        var verdict = await run.Video.FailAsync(new IngestFailure(run.Plan.Epoch, error, retryable), cancellationToken);
        return verdict.IsOk ? verdict.Value : new IngestVerdict(TimeSpan.FromSeconds(1));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Video {Tenant}/{Video} gave no plan: {Problem}")]
    private partial void LogPlanRefused(string tenant, string video, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Video {Tenant}/{Video} is another host's now, or gone")]
    private partial void LogSuperseded(string tenant, string video);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Video {Tenant}/{Video} could not be told that this host stops: the attempt counts")]
    private partial void LogNotTold(Exception exception, string tenant, string video);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Video {Tenant}/{Video} could not be ingested: {Reason}: {Problem}")]
    private partial void LogIngestFailed(string tenant, string video, ErrorReason reason, string problem);
}
