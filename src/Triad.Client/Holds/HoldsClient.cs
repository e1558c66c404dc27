using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>Holds, which forbid deletions; needs an operator's key.</summary>
public sealed class HoldsClient
{
    private readonly V1.HoldService.HoldServiceClient _wire;
    private readonly CallRunner _calls;

    internal HoldsClient(CallInvoker invoker, CallRunner calls)
    {
        _wire = new V1.HoldService.HoldServiceClient(invoker);
        _calls = calls;
    }

    /// <summary>Forbids the deletion of a tenant's videos, or of one of them, until the hold is lifted.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="reason">Why, at most 500 characters.</param>
    /// <param name="videoId">The video; null for the tenant with all its videos.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant or video, or its deletion has begun.</exception>
    public async Task<Hold> PlaceAsync(string tenantId, string reason, string? videoId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.PlaceHoldRequest
        {
            TenantId = tenantId,
            VideoId = videoId ?? string.Empty,
            Reason = reason,
            RequestId = RequestIds.New(),
        };
        return Hold.FromWire(await _calls.UnaryAsync(
            call => _wire.PlaceHoldAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Lifts a hold; it stays in the list.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="holdId">The hold.</param>
    /// <param name="reason">Why, at most 500 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such hold.</exception>
    public async Task<Hold> LiftAsync(string tenantId, string holdId, string reason, CancellationToken cancellationToken = default)
    {
        var request = new V1.LiftHoldRequest { TenantId = tenantId, HoldId = holdId, Reason = reason };
        return Hold.FromWire(await _calls.UnaryAsync(
            call => _wire.LiftHoldAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A tenant's holds in the order in which they were placed, page by page as they are read.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="options">Which ones; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Hold> ListAsync(string tenantId, ListHoldsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ListHoldsOptions();
        return Pages.ReadAsync(
            (token, cancelled) => ListPageAsync(tenantId, options with { PageToken = token }, cancelled), options.PageToken, cancellationToken);
    }

    /// <summary>One page of a tenant's holds.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="options">Which ones, how many, and from where; null for the first of all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or the token is too old.</exception>
    public async Task<Page<Hold>> ListPageAsync(string tenantId, ListHoldsOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListHoldsRequest
        {
            TenantId = tenantId,
            VideoId = options?.VideoId ?? string.Empty,
            ActiveOnly = options?.ActiveOnly ?? false,
            PageSize = options?.PageSize ?? 0,
            PageToken = options?.PageToken ?? string.Empty,
        };
        var page = await _calls.UnaryAsync(
            call => _wire.ListHoldsAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<Hold>.Of(page.Holds, Hold.FromWire, page.NextPageToken);
    }
}
