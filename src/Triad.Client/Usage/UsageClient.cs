using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>What tenants used, and where it is exported to. Every call needs an operator's key.</summary>
public sealed class UsageClient
{
    private readonly V1.TenantService.TenantServiceClient _tenants;
    private readonly V1.UsageService.UsageServiceClient _wire;
    private readonly CallRunner _calls;

    internal UsageClient(CallInvoker invoker, CallRunner calls)
    {
        _tenants = new V1.TenantService.TenantServiceClient(invoker);
        _wire = new V1.UsageService.UsageServiceClient(invoker);
        _calls = calls;
    }

    /// <summary>What a tenant has, and a page of what it used.</summary>
    /// <param name="tenant">The tenant; also one that was erased.</param>
    /// <param name="query">What to ask; null for the day that runs now.</param>
    /// <param name="pageSize">How many amounts, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or the query is wrong.</exception>
    public async Task<TenantUsage> GetPageAsync(
        string tenant, UsageQuery? query = null, int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var request = (query ?? new UsageQuery()).ToWire(tenant, pageSize, pageToken);
        return TenantUsage.FromWire(await _calls.UnaryAsync(
            call => _tenants.GetUsageAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>All that a tenant used in a span, page by page as it is read.</summary>
    /// <param name="tenant">The tenant; also one that was erased.</param>
    /// <param name="query">What to ask; null for the day that runs now.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<UsageAmount> ListAsync(string tenant, UsageQuery? query = null, CancellationToken cancellationToken = default) =>
        Pages.ReadAsync(
            async (token, cancelled) =>
            {
                var page = await GetPageAsync(tenant, query, 0, token, cancelled).ConfigureAwait(false);
                return new Page<UsageAmount>(page.Amounts, page.NextPageToken);
            },
            null,
            cancellationToken);

    /// <summary>How the exports go.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<UsageExportTarget>> GetExportAsync(CancellationToken cancellationToken = default)
    {
        var export = await _calls.UnaryAsync(
            call => _wire.GetUsageExportAsync(new V1.GetUsageExportRequest(), call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return [.. export.Targets.Select(UsageExportTarget.FromWire)];
    }

    /// <summary>Holds a tenant's ledger against its own roll-ups, counters and all of its videos.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the comparison.</param>
    /// <exception cref="TriadException">There is no such tenant.</exception>
    public async Task<UsageComparison> ReconcileAsync(string tenant, CancellationToken cancellationToken = default)
    {
        var differences = new List<UsageDifference>();
        var (events, videos, before) = (0L, 0L, 0L);
        var request = new V1.ReconcileUsageRequest { TenantId = tenant };
        do
        {
            var page = await _calls.UnaryAsync(
                call => _wire.ReconcileUsageAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
            (events, videos, before) = (events + page.Events, videos + page.Videos, before + page.VideosBeforeLedger);
            differences.AddRange(page.Differences.Select(wire => new UsageDifference(wire.What, wire.Expected, wire.Found)));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return new UsageComparison(tenant, events, videos, before, differences);
    }
}
