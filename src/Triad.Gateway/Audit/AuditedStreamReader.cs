using Google.Protobuf;
using Grpc.Core;

namespace Triad.Gateway.Audit;

/// <summary>Notes what the first message of a stream asks.</summary>
internal sealed class AuditedStreamReader<T>(IAsyncStreamReader<T> requests, AuditTrail audit, AuditEntry entry) : IAsyncStreamReader<T>
{
    private bool _isAsked;

    /// <inheritdoc/>
    public T Current => requests.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await requests.MoveNext(cancellationToken))
            return false;
        if (!_isAsked && requests.Current is IMessage first)
            audit.Ask(entry, first);
        _isAsked = true;
        return true;
    }
}
