using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Telemetry;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Filters;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>LibraryService.</summary>
internal sealed class LibraryApi(
    IGrainFactory grains,
    TenantResolver tenants,
    UploadDesk uploads,
    VideoCatalog catalog,
    VideoWatch watch,
    VideoMapping mapping,
    PageTokens tokens,
    IOptions<GatewayOptions> options) : V1.LibraryService.LibraryServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.Video> UploadVideo(IAsyncStreamReader<V1.UploadVideoRequest> requestStream, ServerCallContext context) =>
        mapping.ToWire(await uploads.UploadAsync(requestStream, context));

    /// <inheritdoc/>
    public override async Task<V1.Video> GetVideo(V1.GetVideoRequest request, ServerCallContext context)
    {
        var (_, video) = await SeeAsync(request.TenantId, request.VideoId, context);
        return mapping.ToWire((await video.GetAsync(context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.ListVideosResponse> ListVideos(V1.ListVideosRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var filter = VideoFilter.Read(request, options.Value.Limits, violations);
        var caller = Caller.Of(context);
        var list = new V1.ListVideosRequest { Filter = AccessFilter.Bind(caller, request.Filter), States = { request.States }, Order = request.Order };
        var cursor = violations.Take(tokens.Read<VideoCursor>(TokenPurpose.VideoPage, tenant, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var after = cursor is null ? null : new CatalogEntry(VideoId.From(cursor.VideoId), cursor.CreatedAt);
        var (videos, last) = await catalog.ListAsync(tenant, after, size, video => filter.Accepts(video) && caller.Filter.Accepts(video), context.CancellationToken);
        var response = new V1.ListVideosResponse
        {
            NextPageToken = last is null ? "" : tokens.Make(TokenPurpose.VideoPage, tenant, list, new VideoCursor(last.VideoId.Value, last.CreatedAt)),
        };
        response.Videos.AddRange(videos.Select(mapping.ToWire));
        return response;
    }

    /// <inheritdoc/>
    public override async Task WatchVideo(
        V1.WatchVideoRequest request,
        IServerStreamWriter<V1.VideoEvent> responseStream,
        ServerCallContext context)
    {
        var (_, video) = await SeeAsync(request.TenantId, request.VideoId, context);
        if (request.AfterSequence < 0)
            throw Error.Invalid("after_sequence", request.AfterSequence, "is negative", "Give the sequence of an event, or 0.").ToRpcException();
        await watch.FollowAsync(video, request.AfterSequence, responseStream, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<V1.GetSegmentsResponse> GetSegments(V1.GetSegmentsRequest request, ServerCallContext context)
    {
        var (tenant, video) = await SeeAsync(request.TenantId, request.VideoId, context);
        var violations = new Violations();
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.GetSegmentsRequest { VideoId = request.VideoId };
        var cursor = violations.Take(tokens.Read<SegmentCursor>(TokenPurpose.SegmentPage, tenant, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var snapshot = (await video.GetAsync(context.CancellationToken)).OrThrow();
        CheckReadable(snapshot, cursor, request);
        var from = cursor?.Index ?? 0;
        var segments = (await video.SegmentsAsync(from, size, context.CancellationToken)).OrThrow();
        var next = from + segments.Length;
        var response = new V1.GetSegmentsResponse
        {
            NextPageToken = segments.IsEmpty || next >= snapshot.SegmentCount
                ? ""
                : tokens.Make(TokenPurpose.SegmentPage, tenant, list, new SegmentCursor(snapshot.Generation, next)),
        };
        response.Segments.AddRange(segments.Select(VideoMapping.ToWire));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<V1.Video> UpdateVideo(V1.UpdateVideoRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var id = violations.Take(VideoId.Parse(request.Video?.Id ?? "", "video.id"));
        var update = VideoUpdateReader.Read(request, options.Value.Limits, violations);
        AccessFilter.CheckUpdate(Caller.Of(context).Filter, id, update, violations);
        violations.ThrowIfAny();
        Activity.Current.SetVideo(id);
        var video = grains.Video(new VideoKey(tenant, id));
        var updated = await HidesAsync(video, context) ? VideoErrors.NotFound(id) : await video.UpdateAsync(update, context.CancellationToken);
        return mapping.ToWire(updated.OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<Empty> DeleteVideo(V1.DeleteVideoRequest request, ServerCallContext context)
    {
        var (_, id, video) = await FindAsync(request.TenantId, request.VideoId, context);
        var deleted = await HidesAsync(video, context) ? VideoErrors.NotFound(id) : await video.DeleteByAsync(Caller.Of(context).Who, context.CancellationToken);
        if (!(request.AllowMissing && deleted.Error?.Reason == ErrorReason.VideoNotFound))
            deleted.OrThrow();
        return new Empty();
    }

    /// <summary>A video that the caller may see; one outside of its filter is answered like one that does not exist.</summary>
    private async Task<(TenantId Tenant, IVideoGrain Video)> SeeAsync(string tenantId, string videoId, ServerCallContext context)
    {
        var (tenant, id, video) = await FindAsync(tenantId, videoId, context);
        return await HidesAsync(video, context) ? throw VideoErrors.NotFound(id).ToRpcException() : (tenant, video);
    }

    private static async Task<bool> HidesAsync(IVideoGrain video, ServerCallContext context)
    {
        var filter = Caller.Of(context).Filter;
        return !filter.IsEmpty && await video.GetAsync(context.CancellationToken) is { IsOk: true, Value: var snapshot } && !filter.Accepts(snapshot);
    }

    private async Task<(TenantId Tenant, VideoId Id, IVideoGrain Video)> FindAsync(string tenantId, string videoId, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, tenantId);
        var id = VideoId.Parse(videoId).OrThrow();
        Activity.Current.SetVideo(id);
        return (tenant, id, grains.Video(new VideoKey(tenant, id)));
    }

    private static void CheckReadable(VideoSnapshot video, SegmentCursor? cursor, V1.GetSegmentsRequest request)
    {
        if (video.Generation == 0)
            throw Error.Of(
                ErrorReason.VideoStateConflict,
                "video_id",
                video.VideoId,
                $"has no segments yet; its state is {VideoMapping.ToWire(video.Status)}",
                "Wait until WatchVideo says READY.").ToRpcException();
        if (cursor is not null && cursor.Generation != video.Generation)
            throw Error.Of(
                ErrorReason.PageTokenInvalid,
                "page_token",
                request.PageToken,
                "is of segments that a later ingest has replaced",
                "Repeat the request of the first page without a page token.").ToRpcException();
    }
}
