using Google.Protobuf;
using Grpc.Core;

namespace Triad.Gateway.Calls;

/// <summary>
/// A caller's messages. A connection that breaks shows itself here before the call is cancelled, as the same exception that a failing disk has, and so does
/// a message that cannot be read; from here on they have names of their own.
/// </summary>
internal sealed class RequestStream<T>(IAsyncStreamReader<T> messages) : IAsyncStreamReader<T>
{
    /// <inheritdoc/>
    public T Current => messages.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await messages.MoveNext(cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or RpcException { StatusCode: StatusCode.Internal })
        {
            throw new UnreadableMessageException(fault);
        }
        catch (IOException broken)
        {
            throw new BrokenRequestException(broken);
        }
    }
}
