using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>Receipts of erasures: of tenants with an operator's key, of videos with the tenant's.</summary>
public sealed class ReceiptsClient
{
    private readonly V1.ReceiptService.ReceiptServiceClient _wire;
    private readonly CallRunner _calls;
    private readonly string _tenant;

    internal ReceiptsClient(CallInvoker invoker, CallRunner calls, TriadClientOptions options)
    {
        _wire = new V1.ReceiptService.ReceiptServiceClient(invoker);
        _calls = calls;
        _tenant = options.Tenant ?? string.Empty;
    }

    /// <summary>The receipt of a tenant that was erased.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The tenant was not erased, or is not gone yet.</exception>
    public Task<Receipt> GetAsync(string tenant, CancellationToken cancellationToken = default) =>
        GetAsync(new V1.GetReceiptRequest { TenantId = tenant }, cancellationToken);

    /// <summary>The receipt of a video that was erased.</summary>
    /// <param name="video">The video.</param>
    /// <param name="tenant">Its tenant; null for that of the key, or of <see cref="TriadClientOptions.Tenant"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The video was not erased.</exception>
    public Task<Receipt> GetOfVideoAsync(string video, string? tenant = null, CancellationToken cancellationToken = default) =>
        GetAsync(new V1.GetReceiptRequest { TenantId = tenant ?? _tenant, VideoId = video }, cancellationToken);

    /// <summary>One page of the tenants that were erased; needs an operator's key.</summary>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<ReceiptEntry>> ListPageAsync(int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default) =>
        ListPageAsync(string.Empty, pageSize, pageToken, cancellationToken);

    /// <summary>One page of the videos of a tenant that were erased.</summary>
    /// <param name="tenant">The tenant; null for that of the key, or of <see cref="TriadClientOptions.Tenant"/>.</param>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<ReceiptEntry>> ListOfVideosPageAsync(
        string? tenant = null, int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default) =>
        ListPageAsync(tenant ?? _tenant, pageSize, pageToken, cancellationToken);

    private async Task<Receipt> GetAsync(V1.GetReceiptRequest request, CancellationToken cancellationToken) =>
        Receipt.FromWire(await _calls.UnaryAsync(
            call => _wire.GetReceiptAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));

    private async Task<Page<ReceiptEntry>> ListPageAsync(
        string tenant, int pageSize, string? pageToken, CancellationToken cancellationToken)
    {
        var request = new V1.ListReceiptsRequest { TenantId = tenant, PageSize = pageSize, PageToken = pageToken ?? string.Empty };
        var page = await _calls.UnaryAsync(
            call => _wire.ListReceiptsAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<ReceiptEntry>.Of(page.Receipts, ReceiptEntry.FromWire, page.NextPageToken);
    }
}
