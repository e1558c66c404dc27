using System.Runtime.CompilerServices;
using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client.Library;

/// <summary>Follows a video across broken streams: each new stream goes on after the last event seen.</summary>
internal sealed class VideoWatch(V1.LibraryService.LibraryServiceClient wire, CallRunner calls, V1.WatchVideoRequest request)
    : IAsyncDisposable
{
    private AsyncServerStreamingCall<V1.VideoEvent>? _stream;

    public async IAsyncEnumerable<VideoEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken).ConfigureAwait(false) is { } next)
        {
            request.AfterSequence = next.Sequence;
            yield return VideoEvent.FromWire(next);
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private Task<V1.VideoEvent?> NextAsync(CancellationToken cancellationToken) => calls.AttemptAsync(
        async (_, options) =>
        {
            // The stream outlives the attempt, so it is bound to the caller's token and not to the attempt's.
            _stream ??= wire.WatchVideo(request, options.WithCancellationToken(cancellationToken));
            try
            {
                return await _stream.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false)
                    ? _stream.ResponseStream.Current
                    : null;
            }
            catch (RpcException)
            {
                Close();
                throw;
            }
        },
        deadline: null,
        CallSafety.Repeatable,
        cancellationToken);

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
