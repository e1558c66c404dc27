using Google.Protobuf;
using Grpc.Core;

namespace Triad.Gateway.Usage;

/// <summary>Tells of each message before it is sent.</summary>
internal sealed class SentStream<T>(IServerStreamWriter<T> inner, Action<IMessage> tell) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message)
    {
        Tell(message);
        return inner.WriteAsync(message);
    }

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        Tell(message);
        return inner.WriteAsync(message, cancellationToken);
    }

    private void Tell(T message)
    {
        if (message is IMessage sent)
            tell(sent);
    }
}
