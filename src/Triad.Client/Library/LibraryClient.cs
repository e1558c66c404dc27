using System.Runtime.CompilerServices;
using Grpc.Core;
using Triad.Client.Calls;
using Triad.Client.Library;

namespace Triad.Client;

/// <summary>Putting videos in, reading, watching and removing them.</summary>
public sealed class LibraryClient
{
    private readonly V1.LibraryService.LibraryServiceClient _wire;
    private readonly CallRunner _calls;
    private readonly string _tenant;
    private readonly int _chunkBytes;

    internal LibraryClient(CallInvoker invoker, CallRunner calls, TriadClientOptions options)
    {
        _wire = new V1.LibraryService.LibraryServiceClient(invoker);
        _calls = calls;
        _tenant = options.Tenant ?? string.Empty;
        _chunkBytes = options.ChunkBytes;
    }

    /// <summary>Uploads a file. Answers once it is durable; the ingest goes on by itself, see <see cref="WatchAsync"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Id, name, metadata, captions, progress.</param>
    /// <param name="cancellationToken">Ends the upload; nothing is left of it then.</param>
    /// <exception cref="TriadException">The file is empty or too large, the id holds other bytes, or a quota is used up.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<Video> UploadAsync(string path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new UploadOptions();
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
        await using var closing = file.ConfigureAwait(false);
        options = options with { Name = options.Name ?? Path.GetFileName(path) };
        return await UploadAsync(file, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads what a stream holds from its position on. It is retried only where the stream can seek.</summary>
    /// <param name="content">The bytes of the file; stays open.</param>
    /// <param name="options">Id, name, metadata, captions, progress.</param>
    /// <param name="cancellationToken">Ends the upload; nothing is left of it then.</param>
    /// <exception cref="TriadException">The file is empty or too large, the id holds other bytes, or a quota is used up.</exception>
    public async Task<Video> UploadAsync(Stream content, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var upload = new VideoUpload(_wire, _calls, content, options ?? new UploadOptions(), _tenant, _chunkBytes);
        return Video.FromWire(await upload.RunAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Uploads a file and waits until it can be found.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Id, name, metadata, captions, progress of the upload.</param>
    /// <param name="progress">Told about every change of the ingest.</param>
    /// <param name="cancellationToken">Ends the waiting; an ingest that has begun goes on.</param>
    /// <returns>The video, ready.</returns>
    /// <exception cref="TriadException">The upload was refused or the ingest failed; its reason is the video's.</exception>
    public async Task<Video> UploadAndWaitAsync(
        string path,
        UploadOptions? options = null,
        IProgress<VideoEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var video = await UploadAsync(path, options, cancellationToken).ConfigureAwait(false);
        return await WaitAsync(video.Id, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a video can be found.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="progress">Told about every change.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The video, ready.</returns>
    /// <exception cref="TriadException">The ingest failed, or the video was deleted.</exception>
    public async Task<Video> WaitAsync(
        string videoId, IProgress<VideoEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        Video? last = null;
        await foreach (var change in WatchAsync(videoId, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            progress?.Report(change);
            last = change.Video ?? last;
        }

        last ??= await GetAsync(videoId, cancellationToken).ConfigureAwait(false);
        return last.State == VideoState.Ready ? last : throw NotReady(last);
    }

    /// <summary>Reads a video.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such video.</exception>
    public async Task<Video> GetAsync(string videoId, CancellationToken cancellationToken = default)
    {
        var request = new V1.GetVideoRequest { TenantId = _tenant, VideoId = videoId };
        return Video.FromWire(await _calls.UnaryAsync(
            call => _wire.GetVideoAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The videos, newest first, page by page as they are read.</summary>
    /// <param name="options">Which ones; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Video> ListAsync(ListVideosOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ListVideosOptions();
        return Pages.ReadAsync((token, cancelled) => ListPageAsync(options with { PageToken = token }, cancelled), options.PageToken, cancellationToken);
    }

    /// <summary>One page of the videos, newest first.</summary>
    /// <param name="options">Which ones, how many, and from where; null for the first of all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The token is too old, or of another list.</exception>
    public async Task<Page<Video>> ListPageAsync(ListVideosOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListVideosRequest
        {
            TenantId = _tenant,
            PageSize = options?.PageSize ?? 0,
            PageToken = options?.PageToken ?? string.Empty,
            Filter = options?.Filter?.ToWire(),
            States = { options?.States.Select(state => (V1.VideoState)state) ?? [] },
        };
        var page = await _calls.UnaryAsync(
            call => _wire.ListVideosAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<Video>.Of(page.Videos, Video.FromWire, page.NextPageToken);
    }

    /// <summary>The state of a video now, then every change and progress, until a final state. Broken streams are resumed.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="afterSequence">The sequence of the last event seen; 0 from the state now.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <exception cref="TriadException">There is no such video.</exception>
    public async IAsyncEnumerable<VideoEvent> WatchAsync(
        string videoId,
        long afterSequence = 0,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new V1.WatchVideoRequest { TenantId = _tenant, VideoId = videoId, AfterSequence = afterSequence };
        await using var watch = new VideoWatch(_wire, _calls, request);
        await foreach (var change in watch.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return change;
    }

    /// <summary>The segments of a video that is ready, in the order of time, page by page as they are read.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<VideoSegment> SegmentsAsync(string videoId, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync((token, cancelled) => SegmentsPageAsync(videoId, 0, token, cancelled), null, cancellationToken);

    /// <summary>One page of the segments of a video that is ready, in the order of time.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such video, it is not ready, or the token is too old.</exception>
    public async Task<Page<VideoSegment>> SegmentsPageAsync(
        string videoId, int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.GetSegmentsRequest { TenantId = _tenant, VideoId = videoId, PageSize = pageSize, PageToken = pageToken ?? string.Empty };
        var page = await _calls.UnaryAsync(
            call => _wire.GetSegmentsAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<VideoSegment>.Of(page.Segments, VideoSegment.FromWire, page.NextPageToken);
    }

    /// <summary>Changes a video's name or retention.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such video, nothing is to change, or a value is wrong.</exception>
    public async Task<Video> UpdateAsync(string videoId, UpdateVideoOptions changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var request = changes.ToWire(_tenant, videoId);
        return Video.FromWire(await _calls.UnaryAsync(
            call => _wire.UpdateVideoAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Deletes a video. Once it has returned, no search that starts later finds it.</summary>
    /// <param name="videoId">The video.</param>
    /// <param name="allowMissing">Whether it is fine that there is no such video.</param>
    /// <param name="cancellationToken">Ends the call; its outcome is unknown then.</param>
    /// <exception cref="TriadException">There is no such video, or a hold forbids its deletion.</exception>
    public Task DeleteAsync(string videoId, bool allowMissing = false, CancellationToken cancellationToken = default) =>
        _calls.AttemptAsync(
            async (attempt, call) =>
            {
                // An earlier attempt may have deleted it without our hearing of it.
                var request = new V1.DeleteVideoRequest
                {
                    TenantId = _tenant,
                    VideoId = videoId,
                    AllowMissing = allowMissing || attempt > 0,
                };
                return await _wire.DeleteVideoAsync(request, call).ResponseAsync.ConfigureAwait(false);
            },
            _calls.Deadline(),
            CallSafety.Repeatable,
            cancellationToken);

    private static TriadException NotReady(Video video) => new(video.Failure?.Message ?? $"The video '{video.Id}' ended as {video.State}.")
    {
        Reason = video.Failure?.Reason ?? "VIDEO_NOT_READY",
        StatusCode = StatusCode.FailedPrecondition,
        Field = "video_id",
        Value = video.Id,
        Retryable = video.Failure?.Retryable ?? false,
    };
}
