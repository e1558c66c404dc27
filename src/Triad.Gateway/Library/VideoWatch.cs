using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Triad.Core.Errors;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Follows a video until nothing more becomes of it.</summary>
internal sealed class VideoWatch(VideoMapping mapping, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Writes an event for every change, the last one for READY or FAILED.</summary>
    /// <param name="video">The video.</param>
    /// <param name="seen">The sequence number of the last event that the caller has; 0 for none.</param>
    /// <param name="events">Where to write.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    public async Task FollowAsync(IVideoGrain video, long seen, IServerStreamWriter<V1.VideoEvent> events, CancellationToken cancellationToken)
    {
        // A server that stops ends its streams: they would hold it up. The caller resumes elsewhere.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var snapshot = (await video.GetAsync(cancellationToken)).OrThrow();
        while (true)
        {
            var isFinal = snapshot.Status is VideoStatus.Ready or VideoStatus.Failed;
            if (snapshot.Version != seen || isFinal)
                await events.WriteAsync(mapping.ToEvent(snapshot, isFinal, time.GetUtcNow()), cancellationToken);
            if (isFinal)
                return;
            seen = snapshot.Version;
            var next = await video.WatchAsync(seen, end.Token);
            end.Token.ThrowIfCancellationRequested();
            if (!next.IsOk && next.Error.Reason == ErrorReason.VideoNotFound)
                return;
            snapshot = next.OrThrow();
        }
    }
}
