using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>
/// Grants, by which a tenant lets another search a part of its library; with an administrator's key, or an operator's and <see cref="TriadClientOptions.Tenant"/>.
/// </summary>
public sealed class GrantsClient
{
    private readonly V1.GrantService.GrantServiceClient _wire;
    private readonly CallRunner _calls;
    private readonly string _tenant;

    internal GrantsClient(CallInvoker invoker, CallRunner calls, TriadClientOptions options)
    {
        _wire = new V1.GrantService.GrantServiceClient(invoker);
        _calls = calls;
        _tenant = options.Tenant ?? string.Empty;
    }

    /// <summary>Makes what the tenant gives to the one that is to grant it something.</summary>
    /// <param name="grantorTenantId">Who may use it.</param>
    /// <param name="lifetime">How long: 1 to 720 hours; null for a week.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The grantor is the tenant itself.</exception>
    public async Task<GrantInvitation> InviteAsync(string grantorTenantId, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.CreateGrantInvitationRequest
        {
            TenantId = _tenant,
            GrantorTenantId = grantorTenantId,
            LifetimeHours = lifetime is { } span ? (int)Math.Ceiling(Math.Clamp(span.TotalHours, -1, int.MaxValue)) : 0,
        };
        var made = await _calls.UnaryAsync(
            call => _wire.CreateGrantInvitationAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return new GrantInvitation(made.Token, made.ExpireTime.ToDateTimeOffset());
    }

    /// <summary>Lets another tenant search a part of the library.</summary>
    /// <param name="options">Whom, what, and until when.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">
    /// The invitation is not for this tenant or too old, the two tenants' vectors are of different spaces, or the grant would close a circle.
    /// </exception>
    public async Task<Grant> CreateAsync(CreateGrantOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = options.ToWire(_tenant, RequestIds.New());
        return Grant.FromWire(await _calls.UnaryAsync(
            call => _wire.CreateGrantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A grant that the tenant has given or received.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such grant.</exception>
    public async Task<Grant> GetAsync(string grantId, CancellationToken cancellationToken = default)
    {
        var request = new V1.GetGrantRequest { TenantId = _tenant, GrantId = grantId };
        return Grant.FromWire(await _calls.UnaryAsync(
            call => _wire.GetGrantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends a grant that the tenant has given: no search uses it from then on.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The tenant has given no such grant.</exception>
    public async Task<Grant> RevokeAsync(string grantId, CancellationToken cancellationToken = default)
    {
        var request = new V1.RevokeGrantRequest { TenantId = _tenant, GrantId = grantId };
        return Grant.FromWire(await _calls.UnaryAsync(
            call => _wire.RevokeGrantAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The grants of the tenant in the order in which they were made, page by page as they are read.</summary>
    /// <param name="options">Which ones; null for those that it has given.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Grant> ListAsync(ListGrantsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ListGrantsOptions();
        return Pages.ReadAsync(
            (token, cancelled) => ListPageAsync(options with { PageToken = token }, cancelled), options.PageToken, cancellationToken);
    }

    /// <summary>One page of the grants of the tenant.</summary>
    /// <param name="options">Which ones, how many, and from where; null for the first of those that it has given.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The token is too old.</exception>
    public async Task<Page<Grant>> ListPageAsync(ListGrantsOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListGrantsRequest
        {
            TenantId = _tenant,
            Received = options?.Received ?? false,
            ActiveOnly = options?.ActiveOnly ?? false,
            PageSize = options?.PageSize ?? 0,
            PageToken = options?.PageToken ?? string.Empty,
        };
        var page = await _calls.UnaryAsync(
            call => _wire.ListGrantsAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<Grant>.Of(page.Grants, Grant.FromWire, page.NextPageToken);
    }
}
