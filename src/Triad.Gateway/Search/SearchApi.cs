using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Core.Usage.Metering;
using Triad.Gateway.Audit;
using Triad.Gateway.Calls;
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
    QuotaDesk quotas,
    IUsageMeter usage,
    SearchRequestReader reader,
    StoredParts stored,
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
        var caller = Caller.Of(context);
        var search = reader.Read(request, caller, tenant, options.Value.Limits, violations);
        violations.ThrowIfAny();
        (await quotas.EnterQueryAsync(tenant)).OrThrow();
        (await stored.CheckAsync(caller, tenant, search.Query, context.CancellationToken)).OrThrow();

        var answer = (await grains.Search().SearchAsync(search, context.CancellationToken)).OrThrow();
        quotas.Embedded(tenant, answer.Compute);
        RateLimitFields.Add(context.ResponseTrailers, quotas.QueriesOf(tenant));

        // It has an answer, and so it counts; what cannot be counted is not answered.
        usage.Add(tenant, UsageKinds.Searches, UsageLabels.OfPackage(answer.Space.Package), 1).OrThrow();
        var response = SearchMapping.ToWire(answer, time.GetElapsedTime(started));
        if (!answer.Grants.IsDefaultOrEmpty)
            TellOwners(response, answer, tenant, context);
        response.Watermark = watermarks.Make(tenant, answer.ShardMapVersion, answer.Sequences);
        response.NextPageToken = answer.Next is null ? "" : reader.NextPage(request, caller, tenant, answer.Next);
        return response;
    }

    // Each hit says whose it is, and each grantor's log who searched its library and how much was found there.
    private static void TellOwners(V1.SearchResponse response, SearchAnswer answer, TenantId tenant, ServerCallContext context)
    {
        foreach (var hit in response.Hits.Where(hit => hit.TenantId.Length == 0))
            hit.TenantId = tenant.Value;
        foreach (var grant in answer.Grants)
            SharedCalls.Note(context, grant.Grantor, grant.GrantId, answer.Hits.Count(hit => hit.GrantId == grant.GrantId));
    }

    /// <inheritdoc/>
    public override async Task<V1.EmbedResponse> Embed(V1.EmbedRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var query = new QueryReader(options.Value.Limits, violations).Read(request.Query, "query");
        violations.ThrowIfAny();
        (await quotas.EnterQueryAsync(tenant)).OrThrow();
        (await stored.CheckAsync(Caller.Of(context), tenant, query, context.CancellationToken)).OrThrow();

        var order = new EmbedQuery(tenant, query, ModalityMapping.ToCore(request.Modalities));
        var vector = (await embedders.Next().EmbedAsync(order, context.CancellationToken)).OrThrow();
        quotas.Embedded(tenant, vector.Compute);
        RateLimitFields.Add(context.ResponseTrailers, quotas.QueriesOf(tenant));
        return SearchMapping.ToWire(vector);
    }
}
