using Grpc.Core;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>An upload whose connection breaks after some messages.</summary>
internal sealed class BrokenStream(params V1.UploadVideoRequest[] messages) : IAsyncStreamReader<V1.UploadVideoRequest>
{
    private int _at = -1;

    public V1.UploadVideoRequest Current => messages[_at];

    public Task<bool> MoveNext(CancellationToken cancellationToken) =>
        ++_at < messages.Length ? Task.FromResult(true) : throw new IOException("The client reset the request stream.");
}
