using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Indexing;
using Triad.Core.Telemetry;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Searches;

/// <inheritdoc cref="ISearchGrain"/>
[StatelessWorker]
[Reentrant]
internal sealed class SearchGrain(
    IGrainFactory grains,
    WatermarkWaiter watermarks,
    [FromKeyedServices(SearchReaders.Key)] IVectorReader reader,
    IEmbedRouter embedders,
    ISearchPages pages,
    CallDeadline deadline,
    IOptions<SearchOptions> options,
    GrainsInstruments instruments,
    TimeProvider time) : Grain, ISearchGrain
{
    public async Task<Result<SearchAnswer>> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        Activity.Current.SetTenant(request.TenantId);
        var tenant = await grains.Tenant(request.TenantId).GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        if (tenant.Value.Status != TenantStatus.Active)
            return Error.Of(ErrorReason.TenantSuspended, "tenant_id", request.TenantId, "is not active", "Ask the operator to resume it.");
        if (request.After is { } after && after.Space != tenant.Value.Space)
            return PageTokenRules.OtherSpace;

        var waited = await watermarks.WaitAsync(request.TenantId, tenant.Value.ShardCount, request.WaitFor, cancellationToken);
        if (!waited.IsOk)
            return waited.Error;

        var started = time.GetTimestamp();
        var query = new EmbedQuery(request.TenantId, request.Query, Core.Modality.Modalities.None)
        {
            Targets = request.Targets,
            IsSearch = true,
            ModelPackage = tenant.Value.ModelPackage,
            Space = tenant.Value.Space,
        };
        var embedded = await embedders.Next().EmbedAsync(query, cancellationToken);
        if (!embedded.IsOk)
            return embedded.Error;
        var embedTime = time.GetElapsedTime(started);

        started = time.GetTimestamp();
        var shards = new ShardFanOut(request.TenantId, tenant.Value.ShardCount, reader, deadline);
        var found = await pages.FindAsync(request, embedded.Value, shards, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        var page = found.Value;
        var answer = new SearchAnswer(
            await new HitTeller(request.TenantId, grains, options.Value, time).TellAsync(page.Hits, cancellationToken),
            embedded.Value.Space,
            page.ShardsAsked,
            page.ShardsAnswered,
            page.Sequences,
            tenant.Value.ShardMapVersion,
            page.Next,
            embedded.Value.Text,
            embedTime,
            page.SearchTime,
            time.GetElapsedTime(started) - page.SearchTime);
        instruments.Searched(answer);
        return answer;
    }
}
