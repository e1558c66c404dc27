using Google.Protobuf;
using Grpc.Core;

namespace Triad.Gateway.Audit;

/// <summary>Counts the messages that a stream answers.</summary>
internal sealed class AuditedStreamWriter<T>(IServerStreamWriter<T> answers, AuditEntry entry) : IServerStreamWriter<T>
{
    /// <inheritdoc/>
    public WriteOptions? WriteOptions
    {
        get => answers.WriteOptions;
        set => answers.WriteOptions = value;
    }

    /// <inheritdoc/>
    public Task WriteAsync(T message)
    {
        Note(message);
        return answers.WriteAsync(message);
    }

    /// <inheritdoc/>
    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        Note(message);
        return answers.WriteAsync(message, cancellationToken);
    }

    private void Note(T message)
    {
        if (message is IMessage answer)
            AuditTrail.Answer(entry, answer);
    }
}
