using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Indexing;
using Triad.Core.Routing;
using Triad.Core.Telemetry;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Telemetry;
using Triad.Grains.Tenants;

namespace Triad.Grains.Searches;

/// <inheritdoc cref="ISearchGrain"/>
[StatelessWorker]
[Reentrant]
internal sealed class SearchGrain(
    IGrainFactory grains,
    WatermarkWaiter watermarks,
    [FromKeyedServices(SearchReaders.Key)] IVectorReader reader,
    IEmbedRouter embedders,
    GrantedLibraries granted,
    ISearchPages pages,
    SearchGate gate,
    CallDeadline deadline,
    IOptions<SearchOptions> options,
    GrainsInstruments instruments,
    TimeProvider time) : Grain, ISearchGrain
{
    public async Task<Result<SearchAnswer>> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        Activity.Current.SetTenant(request.TenantId);
        var tenant = await grains.Tenant(request.TenantId).GetAsync(CancellationToken.None).WaitAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        if (tenant.Value.Status != TenantStatus.Active)
            return Error.Of(ErrorReason.TenantSuspended, "tenant_id", request.TenantId, "is not active", "Ask the operator to resume it.");
        if ((request.InOther ? tenant.Value.Other : tenant.Value.Live) is not { } lineage)
            return ModelChangeRules.NoChange() with { Field = "options.other_model" };
        if (request.After is { } after && after.Space != lineage.Space)
            return PageTokenRules.OtherSpace;

        var others = await granted.FindAsync(request, lineage.Space, cancellationToken);
        if (!others.IsOk)
            return others.Error;
        var waited = await watermarks.WaitAsync(tenant.Value, lineage, request.WaitFor, cancellationToken);
        if (!waited.IsOk)
            return waited.Error;
        var admitted = await gate.EnterAsync(tenant.Value.Share, cancellationToken);
        if (!admitted.IsOk)
            return admitted.Error;
        using var turn = admitted.Value;

        var started = time.GetTimestamp();
        var query = new EmbedQuery(request.TenantId, request.Query, Core.Modality.Modalities.None)
        {
            Targets = request.Targets,
            IsSearch = true,
            ModelPackage = lineage.ModelPackage,
            Space = lineage.Space,
            Weight = tenant.Value.Weight,
        };

        // A token of its own costs a call to another grain more than a text takes to be embedded; media may take long.
        var stop = request.Query.Parts.All(part => part.Kind == SearchPartKind.Text) ? CancellationToken.None : cancellationToken;
        var embedded = await embedders.Next().EmbedAsync(query, stop).WaitAsync(cancellationToken);
        if (!embedded.IsOk)
            return embedded.Error;
        var embedTime = time.GetElapsedTime(started);

        var cost = new SearchCost();
        cost.Add(embedded.Value.Compute);
        var isAnswered = false;
        try
        {
            var answer = await FindAsync(request, tenant.Value, lineage.Number, others.Value, embedded.Value, embedTime, cost, cancellationToken);
            isAnswered = answer.IsOk;
            return answer;
        }
        finally
        {
            if (!isAnswered && tenant.Value.Quotas.EmbedSecondsPerDay is not null)
                await ChargeAsync(request, cost);
        }
    }

    private async Task<Result<SearchAnswer>> FindAsync(
        SearchRequest request,
        TenantSnapshot tenant,
        int lineage,
        ImmutableArray<SearchLibrary> others,
        QueryVector embedded,
        TimeSpan embedTime,
        SearchCost cost,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var own = new SearchLibrary(0, request.TenantId, ShardRouter.FirstOf(lineage), tenant.ShardCount, request.Filter, []);
        var libraries = new SearchLibraries([own, .. others]);
        var shards = new ShardFanOut(libraries, reader, deadline) { Cost = cost };
        var scaled = await shards.WithScalesAsync(request, embedded, cancellationToken);
        if (!scaled.IsOk)
            return scaled.Error;
        var found = await pages.FindAsync(request, embedded, scaled.Value, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        var page = found.Value;
        var answer = new SearchAnswer(
            await new HitTeller(libraries, grains, options.Value, time).TellAsync(page.Hits, cancellationToken),
            embedded.Space,
            page.ShardsAsked,
            page.ShardsAnswered,
            [.. page.Sequences.Where(seen => SearchLibraries.PlaceOf(seen.Shard) == 0)], // A watermark is of the tenant's own writes.
            tenant.ShardMapVersion,
            page.Next,
            embedded.Text,
            embedTime,
            page.SearchTime,
            time.GetElapsedTime(started) - page.SearchTime)
        {
            Grants = [.. others.SelectMany(library => library.Grants.Select(entry => new UsedGrant(entry.Grant.Id, library.Tenant)))],
            Compute = cost.Compute,
        };
        instruments.Searched(answer);
        return answer;
    }

    // A gateway counts what it answers. Where this fails too, the quota lets through a little more.
    private async Task ChargeAsync(SearchRequest request, SearchCost cost)
    {
        try
        {
            await grains.Quota(request.TenantId).ChargeAsync(cost.Compute.TotalSeconds, CancellationToken.None);
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
        {
            // The search's own failure is told.
        }
    }
}
