using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Takes in whole videos: bytes to the media store, then the video to its grain.</summary>
internal sealed partial class UploadDesk(
    IGrainFactory grains,
    IMediaStore media,
    TenantResolver tenants,
    UploadHeaderReader headers,
    GatewayInstruments instruments,
    IOptions<GatewayOptions> options,
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
        violations.ThrowIfAny();

        using var bytes = new UploadBytes(messages, plan, options.Value.Limits);
        var grain = grains.GetGrain<IVideoGrain>(new VideoKey(tenant, plan.Video).ToString());
        var known = (await grain.GetAsync(cancellationToken)).ToResult();
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
            : throw Error.Of(
                ErrorReason.VideoExists,
                "header.video_id",
                plan.Video,
                "is taken by other content",
                "Choose another id, or delete the video first.").ToRpcException();
    }

    private async Task<VideoSnapshot> StoreAsync(
        TenantId tenant,
        UploadPlan plan,
        UploadBytes bytes,
        IVideoGrain grain,
        CancellationToken cancellationToken)
    {
        // Two uploads of one video at the same time must not write to the same blob.
        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var source = new MediaKey(tenant, plan.Video, $"source.{mark}");
        var captions = new MediaKey(tenant, plan.Video, $"captions.{mark}");
        var limits = options.Value.Limits;
        var chunks = bytes.ReadAsync(cancellationToken);
        var stored = (await media.WriteAsync(source, chunks, limits.MaxUploadBytes, cancellationToken)).OrThrow();
        if (plan.Captions is { } text)
        {
            var written = await media.WriteAsync(captions, OnceAsync(text, cancellationToken), limits.MaxCaptionsBytes, cancellationToken);
            if (!written.IsOk)
            {
                await DropAsync(source);
                throw written.Error.ToRpcException();
            }
        }

        var order = new CreateVideo(
            plan.RequestId,
            plan.Name,
            source.Name,
            stored.Length,
            stored.Sha256,
            plan.Captions is null ? null : captions.Name,
            plan.Metadata,
            null);

        // Where this call throws, its outcome is not known and the grain may have taken the bytes: they are left alone.
        var created = (await grain.CreateAsync(order, cancellationToken)).ToResult();
        if (!created.IsOk || created.Value.SourceBlob != source.Name)
        {
            await DropAsync(source);
            if (plan.Captions is not null)
                await DropAsync(captions);
        }

        var video = created.OrThrow();
        instruments.Uploaded(tenant.Value, stored.Length);
        LogUploaded(logger, tenant.Value, video.VideoId, stored.Length);
        return video;
    }

    // Not the caller's token: who breaks off must not leave bytes behind.
    private async Task DropAsync(MediaKey key)
    {
        var dropped = await media.DeleteAsync(key, CancellationToken.None);
        if (!dropped.IsOk)
            LogLeftBehind(logger, key.Tenant.Value, key.Video.Value, key.Name, dropped.Error.Message);
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

    [LoggerMessage(2, LogLevel.Warning, "Blob {Name} of tenant {TenantId}, video {VideoId} is left behind: {Problem}")]
    private static partial void LogLeftBehind(ILogger logger, string tenantId, string videoId, string name, string problem);
}
