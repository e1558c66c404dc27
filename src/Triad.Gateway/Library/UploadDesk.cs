using System.Diagnostics;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Telemetry;
using Triad.Gateway.Authentication;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Filters;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Takes in whole videos: bytes to the media store, then the video to its grain.</summary>
internal sealed partial class UploadDesk(
    IGrainFactory grains,
    IMediaStore media,
    UploadJournal journal,
    UploadBlobs blobs,
    TenantResolver tenants,
    UploadHeaderReader headers,
    GatewayInstruments instruments,
    IOptions<GatewayOptions> options,
    TimeProvider time,
    ILogger<UploadDesk> logger)
{
    /// <summary>Takes in one upload; the answer means that it is durable.</summary>
    /// <exception cref="RpcException">It was refused; nothing is left of it.</exception>
    public async Task<VideoSnapshot> UploadAsync(IAsyncStreamReader<V1.UploadVideoRequest> messages, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        if (!await messages.MoveNext(cancellationToken) || messages.Current.PayloadCase != V1.UploadVideoRequest.PayloadOneofCase.Header)
            throw Error.Missing("header", "Send the header in the first message.").ToRpcException();
        var header = messages.Current.Header;
        var tenant = await tenants.ResolveActiveAsync(context, header.TenantId);
        var violations = new Violations();
        var plan = headers.Read(header, tenant, options.Value.Limits, violations);
        var filter = Caller.Of(context).Filter;
        if (violations.Errors.Count == 0 && !filter.AcceptsUpload(plan.Video, plan.Metadata))
            violations.Add(Error.Invalid(
                "header.metadata", plan.Video, "does not pass the filter of this API key", "Give the metadata or the id that the key is confined to."));
        violations.ThrowIfAny();

        using var bytes = new UploadBytes(messages, plan, options.Value.Limits);
        Activity.Current.SetVideo(plan.Video);
        var grain = grains.Video(new VideoKey(tenant, plan.Video));
        var known = await grain.GetAsync(cancellationToken);
        if (known.IsOk && !filter.Accepts(known.Value))
            throw Taken(plan).ToRpcException();
        if (known.IsOk)
            return await CompareAsync(known.Value, plan, bytes, cancellationToken);
        if (known.Error.Reason != ErrorReason.VideoNotFound)
            throw known.Error.ToRpcException();
        return await StoreAsync(tenant, plan, bytes, grain, cancellationToken);
    }

    // The video is there already: a repeat of its own upload is fine, so the bytes are read and compared, and nothing is stored.
    private static async Task<VideoSnapshot> CompareAsync(
        VideoSnapshot known,
        UploadPlan plan,
        UploadBytes bytes,
        CancellationToken cancellationToken)
    {
        if (known.Status == VideoStatus.Deleting)
            throw (Error.Of(ErrorReason.VideoStateConflict, "header.video_id", plan.Video, "is being deleted", "Retry in a moment.")
                with { RetryAfter = TimeSpan.FromSeconds(1) }).ToRpcException();
        if (plan.Sha256 == known.Sha256)
            return known;
        await foreach (var chunk in bytes.ReadAsync(cancellationToken))
            if (!chunk.IsOk)
                throw chunk.Error.ToRpcException();
        return bytes.Sha256 == known.Sha256
            ? known
            : throw Taken(plan).ToRpcException();
    }

    private static Error Taken(UploadPlan plan) => Error.Of(
        ErrorReason.VideoExists, "header.video_id", plan.Video, "is taken by other content", "Choose another id, or delete the video first.");

    private async Task<VideoSnapshot> StoreAsync(
        TenantId tenant,
        UploadPlan plan,
        UploadBytes bytes,
        IVideoGrain grain,
        CancellationToken cancellationToken)
    {
        var entry = UploadEntry.Draw(tenant, plan.Video);
        try
        {
            journal.Open(entry).OrThrow();
            return await StoreAsync(entry, plan, bytes, grain, cancellationToken);
        }
        finally
        {
            journal.End(entry);
        }
    }

    private async Task<VideoSnapshot> StoreAsync(
        UploadEntry entry, UploadPlan plan, UploadBytes bytes, IVideoGrain grain, CancellationToken cancellationToken)
    {
        var tenant = entry.Tenant;
        bytes.Space = new UploadSpace(grains.Quota(tenant), entry, time);
        var stored = (await WriteWhileActiveAsync(entry, plan, bytes, cancellationToken)).OrThrow();
        var order = new CreateVideo(
            plan.RequestId,
            plan.Name,
            entry.Source.Name,
            stored.Length,
            stored.Sha256,
            plan.Captions is null ? null : entry.Captions.Name,
            plan.Metadata,
            plan.SegmentLength)
        {
            LongInput = plan.LongInput,
            Retention = plan.Retention,
        };

        // Where this call throws or storage did not answer, its outcome is not known and the grain may have taken the bytes: the next start finds out.
        var created = await grain.CreateAsync(order, cancellationToken);
        if (created.IsOk && created.Value.SourceBlob == entry.Source.Name)
            journal.Close(entry);
        else if (created.Error?.Reason is not (ErrorReason.Unavailable or ErrorReason.TimedOut))
            await blobs.DropAsync(entry);
        var video = created.OrThrow();
        instruments.Uploaded(tenant.Value, stored.Length);
        LogUploaded(logger, tenant.Value, video.VideoId.Value, stored.Length);
        return video;
    }

    private async Task<Result<StoredMedia>> WriteWhileActiveAsync(
        UploadEntry entry, UploadPlan plan, UploadBytes bytes, CancellationToken cancellationToken)
    {
        await using var watch = new CallerWatch(_ => TenantLook.AtAsync(grains, entry.Tenant), time, cancellationToken);
        try
        {
            var stored = await WriteAsync(entry, plan, bytes, watch.Token);
            return !stored.IsOk && watch.Refusal is { } refusal ? refusal : stored;
        }
        catch (OperationCanceledException) when (watch.Refusal is not null && !cancellationToken.IsCancellationRequested)
        {
            return watch.Refusal;
        }
    }

    private async Task<Result<StoredMedia>> WriteAsync(UploadEntry entry, UploadPlan plan, UploadBytes bytes, CancellationToken cancellationToken)
    {
        var limits = options.Value.Limits;
        var isWritten = false;
        try
        {
            // Before a byte is read: who has no room for them need not send them.
            var reserved = await bytes.Space!.ReserveAsync(plan.Size ?? 1, isAll: plan.Size is not null, cancellationToken);
            if (!reserved.IsOk)
                return reserved.Error;
            var stored = await media.WriteAsync(entry.Source, bytes.ReadAsync(cancellationToken), limits.MaxUploadBytes, cancellationToken);
            if (!stored.IsOk || plan.Captions is not { } text)
            {
                isWritten = stored.IsOk;
                return stored;
            }

            var captions = await media.WriteAsync(entry.Captions, OnceAsync(text, cancellationToken), limits.MaxCaptionsBytes, cancellationToken);
            isWritten = captions.IsOk;
            return isWritten ? stored : captions;
        }
        finally
        {
            if (!isWritten)
                await blobs.DropAsync(entry);
        }
    }

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> OnceAsync(
        ReadOnlyMemory<byte> content,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask;
        yield return content;
    }

    [LoggerMessage(1, LogLevel.Information, "Tenant {TenantId} uploaded video {VideoId}, {Length} bytes")]
    private static partial void LogUploaded(ILogger logger, string tenantId, string videoId, long length);
}
