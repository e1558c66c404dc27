using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Gateway.Errors;
using Triad.Gateway.Quotas;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Search;

/// <summary>SearchService.</summary>
internal sealed class SearchApi(
    IGrainFactory grains,
    IEmbedRouter embedders,
    TenantResolver tenants,
    QueryQuotas quotas,
    SearchRequestReader reader,
    Watermarks watermarks,
    TimeProvider time,
    IOptions<GatewayOptions> options) : V1.SearchService.SearchServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.SearchResponse> Search(V1.SearchRequest request, ServerCallContext context)
    {
        var started = time.GetTimestamp();
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var search = reader.Read(request, tenant, options.Value.Limits, violations);
        violations.ThrowIfAny();
        (await quotas.EnterAsync(tenant, context.CancellationToken)).OrThrow();

        var answer = (await grains.Search().SearchAsync(search, context.CancellationToken)).OrThrow();
        var response = SearchMapping.ToWire(answer, time.GetElapsedTime(started));
        response.Watermark = watermarks.Make(tenant, answer.ShardMapVersion, answer.Sequences);
        response.NextPageToken = answer.Next is null ? "" : reader.NextPage(request, tenant, answer.Next);
        return response;
    }

    /// <inheritdoc/>
    public override async Task<V1.EmbedResponse> Embed(V1.EmbedRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var query = new QueryReader(options.Value.Limits, violations).Read(request.Query, "query");
        violations.ThrowIfAny();
        (await quotas.EnterAsync(tenant, context.CancellationToken)).OrThrow();

        var order = new EmbedQuery(tenant, query, ModalityMapping.ToCore(request.Modalities));
        var vector = (await embedders.Next().EmbedAsync(order, context.CancellationToken)).OrThrow();
        return SearchMapping.ToWire(vector);
    }
}
