using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Client.Calls;
using Triad.Client.Errors;

namespace Triad.Client;

/// <summary>The audit log: who did what, on which tenant, with which key, and how it ended. Needs an operator's key.</summary>
public sealed class AuditClient
{
    private readonly V1.AuditService.AuditServiceClient _wire;
    private readonly CallRunner _calls;

    internal AuditClient(CallInvoker invoker, CallRunner calls) => (_wire, _calls) = (new V1.AuditService.AuditServiceClient(invoker), calls);

    /// <summary>Events in the order of their times.</summary>
    /// <param name="filter">Which; null for all of the last day.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<AuditEvent> ListAsync(AuditFilter? filter = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync((token, cancelled) => ListPageAsync(filter, 0, token, cancelled), null, cancellationToken);

    /// <summary>One page of events in the order of their times.</summary>
    /// <param name="filter">Which; null for all of the last day. The same for every page.</param>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Page<AuditEvent>> ListPageAsync(
        AuditFilter? filter = null, int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListAuditEventsRequest
        {
            TenantId = filter?.Tenant ?? string.Empty,
            From = filter?.From?.ToTimestamp(),
            To = filter?.To?.ToTimestamp(),
            KeyId = filter?.KeyId ?? string.Empty,
            Call = filter?.Call ?? string.Empty,
            PageSize = pageSize,
            PageToken = pageToken ?? string.Empty,
        };
        var page = await _calls.UnaryAsync(
            call => _wire.ListAuditEventsAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<AuditEvent>.Of(page.Events, AuditEvent.FromWire, page.NextPageToken);
    }

    /// <summary>
    /// The log as it lies on the platform: the heads of all chains, and then the parts in pieces, each part's in order. It is not begun anew where it breaks
    /// off.
    /// </summary>
    /// <param name="from">The parts of days from this time's day on, in UTC; null for all.</param>
    /// <param name="to">The parts of days up to this time's day; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TriadException">The log cannot be read, or the key may not.</exception>
    public async IAsyncEnumerable<AuditLogPiece> ExportAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new V1.ExportAuditLogRequest { From = from?.ToTimestamp(), To = to?.ToTimestamp() };
        using var call = _wire.ExportAuditLog(request, new CallOptions(cancellationToken: cancellationToken));
        while (await NextAsync(call.ResponseStream, cancellationToken).ConfigureAwait(false))
            yield return AuditLogPiece.FromWire(call.ResponseStream.Current);
    }

    private static async Task<bool> NextAsync(IAsyncStreamReader<V1.ExportAuditLogResponse> answers, CancellationToken cancellationToken)
    {
        try
        {
            return await answers.MoveNext(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorMapper.ToTriadException(exception);
        }
    }
}
