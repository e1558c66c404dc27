using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client.Library;

/// <summary>One upload: header, then chunks; done again from the start where the stream can seek and the platform says it may be.</summary>
internal sealed class VideoUpload(
    V1.LibraryService.LibraryServiceClient wire,
    CallRunner calls,
    Stream content,
    UploadOptions options,
    string? tenant,
    int chunkBytes)
{
    private readonly long _start = content.CanSeek ? content.Position : 0;
    private readonly long? _length = content.CanSeek ? content.Length - content.Position : null;

    public async Task<V1.Video> RunAsync(CancellationToken cancellationToken)
    {
        var header = await HeaderAsync(cancellationToken).ConfigureAwait(false);
        return await calls.AttemptAsync(
            (_, call) => SendAsync(header, call),
            deadline: null,
            content.CanSeek ? CallSafety.Repeatable : CallSafety.OnlyWhenRefused,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<V1.UploadHeader> HeaderAsync(CancellationToken cancellationToken)
    {
        var header = new V1.UploadHeader
        {
            TenantId = tenant ?? string.Empty,
            VideoId = options.VideoId ?? string.Empty,
            Name = options.Name ?? string.Empty,
            SizeBytes = _length ?? 0,
            RequestId = options.RequestId ?? RequestIds.New(),
            LongInput = (V1.LongInput)options.LongInput,
        };
        foreach (var (key, value) in options.Metadata ?? new Dictionary<string, MetadataValue>())
            header.Metadata.Add(key, value.ToWire());
        if (options.SegmentLength is { } length)
            header.SegmentSeconds = length.TotalSeconds;
        if (options.Retention is { } retention)
            header.Retention = Duration.FromTimeSpan(retention);
        if (options.Captions is { } captions)
            header.Captions.Add(captions.ToWire());
        if (options.VerifyChecksum && content.CanSeek)
        {
            header.Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
            content.Position = _start;
        }

        return header;
    }

    private async Task<V1.Video> SendAsync(V1.UploadHeader header, CallOptions call)
    {
        if (content.CanSeek)
            content.Position = _start;

        using var stream = wire.UploadVideo(call);
        try
        {
            await stream.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = header }).ConfigureAwait(false);
            await SendContentAsync(stream.RequestStream, call.CancellationToken).ConfigureAwait(false);
            await stream.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is RpcException or InvalidOperationException && !call.CancellationToken.IsCancellationRequested)
        {
            // The platform has ended the call early: why is in its answer, not in the failed write.
        }

        return await stream.ResponseAsync.ConfigureAwait(false);
    }

    private async Task SendContentAsync(IClientStreamWriter<V1.UploadVideoRequest> requests, CancellationToken cancellationToken)
    {
        var sent = 0L;
        var buffer = new byte[chunkBytes];
        while (true)
        {
            var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return;

            var chunk = ByteString.CopyFrom(buffer, 0, read);
            await requests.WriteAsync(new V1.UploadVideoRequest { Chunk = chunk }, cancellationToken).ConfigureAwait(false);
            sent += read;
            options.Progress?.Report(new UploadProgress(sent, _length));
        }
    }
}
