using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>LibraryService of the fake platform: an upload is ready, or has failed, as soon as it is watched.</summary>
internal sealed class FakeLibrary(PlatformScript script) : LibraryService.LibraryServiceBase
{
    public override async Task<Video> UploadVideo(IAsyncStreamReader<UploadVideoRequest> requestStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        var header = requestStream.Current.Header;
        script.Uploads.Enqueue(header);
        if (header.Name == "refused.mp4")
            throw Refusal.Of(StatusCode.InvalidArgument, "LIMIT_EXCEEDED", "header.size_bytes exceeds the limit.", "header.size_bytes", $"{header.SizeBytes}", "Upload a smaller file.");

        using var content = new MemoryStream();
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            requestStream.Current.Chunk.WriteTo(content);
            if (script.BreakUploadAfter is { } limit && content.Length >= limit)
            {
                script.BreakUploadAfter = null;
                throw Refusal.Unavailable();
            }
        }

        var video = new Video
        {
            Id = header.VideoId.Length > 0 ? header.VideoId : header.Name.Replace(' ', '-'),
            Name = header.Name,
            State = VideoState.Queued,
            SizeBytes = content.Length,
            Sha256 = header.Sha256,
        };
        video.Metadata.Add(header.Metadata);
        script.Contents[video.Id] = content.ToArray();
        script.Videos[video.Id] = video;
        return video;
    }

    public override Task<Video> GetVideo(GetVideoRequest request, ServerCallContext context) => Task.FromResult(Find(request.VideoId));

    public override Task<ListVideosResponse> ListVideos(ListVideosRequest request, ServerCallContext context)
    {
        var found = script.Videos.Values
            .Where(video => request.States.Count == 0 || request.States.Contains(video.State))
            .OrderBy(video => video.Id, StringComparer.Ordinal);
        var (items, next) = script.Page(found, request.PageToken);
        return Task.FromResult(new ListVideosResponse { Videos = { items }, NextPageToken = next });
    }

    public override Task<Video> UpdateVideo(UpdateVideoRequest request, ServerCallContext context)
    {
        var video = Find(request.Video.Id);
        if (request.UpdateMask.Paths.Contains("name"))
            video.Name = request.Video.Name;
        if (request.UpdateMask.Paths.Contains("metadata"))
        {
            video.Metadata.Clear();
            video.Metadata.Add(request.Video.Metadata);
        }

        return Task.FromResult(video);
    }

    public override Task<Empty> DeleteVideo(DeleteVideoRequest request, ServerCallContext context)
    {
        if (!script.Videos.TryRemove(request.VideoId, out _) && !request.AllowMissing)
            throw Refusal.VideoNotFound(request.VideoId);
        return Task.FromResult(new Empty());
    }

    public override Task<GetSegmentsResponse> GetSegments(GetSegmentsRequest request, ServerCallContext context)
    {
        Find(request.VideoId);
        var all = Enumerable.Range(0, 3).Select(index => new Segment
        {
            Index = index,
            Span = new Span { StartSeconds = 8 * index, EndSeconds = 8 * (index + 1) },
            Modalities = new ModalityMask { Video = true, Audio = true },
        });
        var (items, next) = script.Page(all, request.PageToken);
        return Task.FromResult(new GetSegmentsResponse { Segments = { items }, NextPageToken = next });
    }

    public override async Task WatchVideo(WatchVideoRequest request, IServerStreamWriter<VideoEvent> responseStream, ServerCallContext context)
    {
        script.WatchedFrom.Enqueue(request.AfterSequence);
        var video = Find(request.VideoId);
        var sent = 0;
        foreach (var change in Events(video).Where(change => change.Sequence > request.AfterSequence))
        {
            if (script.BreakWatchAfter == sent)
            {
                script.BreakWatchAfter = null;
                throw Refusal.Unavailable();
            }

            await responseStream.WriteAsync(change);
            sent++;
            if (script.HoldWatch)
                await HoldAsync(context.CancellationToken);
        }
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            script.CallerGone.TrySetResult();
        }
    }

    private IEnumerable<VideoEvent> Events(Video video)
    {
        yield return new VideoEvent { Sequence = 1, State = VideoState.Queued };
        yield return new VideoEvent { Sequence = 2, State = VideoState.Decoding, ProgressPercent = 20, Activity = "decoding" };
        yield return new VideoEvent { Sequence = 3, State = VideoState.Embedding, ProgressPercent = 60, Activity = "embedding" };

        video.State = script.Outcome;
        video.ProgressPercent = 100;
        video.DurationSeconds = 24;
        video.Modalities = new ModalityMask { Video = true, Audio = true };
        video.SegmentCount = 3;
        video.Watermark = "seen";
        if (script.Outcome == VideoState.Failed)
            video.Failure = new VideoFailure { Reason = "MEDIA_CORRUPT", Message = "No frame could be decoded. Upload the file anew." };
        yield return new VideoEvent { Sequence = 4, State = video.State, ProgressPercent = 100, Video = video };
    }

    private Video Find(string id) => script.Videos.TryGetValue(id, out var video) ? video : throw Refusal.VideoNotFound(id);
}
