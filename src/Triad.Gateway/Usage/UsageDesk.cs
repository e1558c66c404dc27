using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Gateway.Calls;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Gateway.Usage;

/// <summary>Tells what a tenant used, and what it has.</summary>
internal sealed class UsageDesk(IGrainFactory grains, PageTokens tokens, IOptions<GatewayOptions> options, TimeProvider time)
{
    /// <summary>A page.</summary>
    public async Task<V1.Usage> GetAsync(V1.GetUsageRequest request, Caller caller, CancellationToken cancellationToken)
    {
        caller.SeesAll("GetUsage").OrThrow();
        var tenant = caller.TenantFor(request.TenantId).OrThrow();
        var violations = new Violations();
        var list = request.Clone();
        (list.PageSize, list.PageToken) = (0, string.Empty);
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var cursor = violations.Take(tokens.Read<UsageCursor>(TokenPurpose.UsagePage, tenant, list, request.PageToken, "page_token"));
        var step = UsageRequestReader.ReadStep(request.Step, violations);
        var (from, to) = cursor is null ? UsageRequestReader.ReadSpan(request, step, time.GetUtcNow(), violations) : (cursor.From, cursor.To);
        var query = new UsageQuery(
            from,
            to,
            step,
            UsageRequestReader.ReadKinds(request, violations),
            UsageRequestReader.ReadDimensions(request, violations),
            cursor is null ? null : new UsagePlace(cursor.Start, cursor.Kind, cursor.Modality, cursor.Package, cursor.Source),
            size)
        {
            Modalities = UsageRequestReader.ReadModalities(request, violations),
            Packages = UsageRequestReader.ReadPackages(request, violations),
        };
        violations.ThrowIfAny();

        var page = (await grains.UsageLedger(tenant).QueryAsync(query, cancellationToken)).OrThrow();
        var usage = await NowAsync(tenant, page, cancellationToken);
        usage.Amounts.AddRange(page.Amounts.Select(ToWire));
        if (page.HasMore)
        {
            var last = page.Amounts[^1].Place;
            usage.NextPageToken = tokens.Make(
                TokenPurpose.UsagePage, tenant, list, new UsageCursor(from, to, last.Start, last.Kind, last.Modality, last.Package, last.Source));
        }

        return usage;
    }

    /// <summary>What it has now. A tenant that is no more has its ledger alone; one that never was has not even that.</summary>
    private async Task<V1.Usage> NowAsync(TenantId tenant, UsagePage page, CancellationToken cancellationToken)
    {
        var usage = new V1.Usage { TenantId = tenant.Value };
        var snapshot = await grains.Tenant(tenant).GetAsync(cancellationToken);
        if (snapshot.Error is { Reason: ErrorReason.TenantNotFound } && !page.Amounts.IsEmpty)
            return usage;
        usage.Quotas = QuotaMapping.ToWire(snapshot.OrThrow().Quotas);
        var stored = (await grains.UsageLedger(tenant).StoredNowAsync(cancellationToken)).OrThrow();
        (usage.Videos, usage.StoredBytes) = (stored.Videos, stored.Bytes);
        var use = (await grains.Quota(tenant).UseAsync(cancellationToken)).OrThrow();
        (usage.MediaSeconds, usage.RunningIngests) = ((long)use.MediaSeconds, use.RunningIngests);
        var (day, now) = (UsageStep.Day, time.GetUtcNow());
        var today = (await grains.UsageLedger(tenant).QueryAsync(
            new UsageQuery(day.StartOf(now), day.EndOf(now), day, [UsageKinds.Searches.Name, UsageKinds.EmbedSeconds.Name], UsageDimensions.None, null, 2),
            cancellationToken)).OrThrow();
        usage.QueriesToday = (long)AmountOf(today, UsageKinds.Searches);
        usage.EmbedSecondsToday = (long)AmountOf(today, UsageKinds.EmbedSeconds);
        return usage;
    }

    private static decimal AmountOf(UsagePage page, UsageKind kind) => page.Amounts.Where(amount => amount.Place.Kind == kind.Name).Sum(amount => amount.Amount);

    private static V1.UsageAmount ToWire(UsageAmount amount) => new()
    {
        StartTime = Timestamp.FromDateTimeOffset(amount.Place.Start),
        EndTime = Timestamp.FromDateTimeOffset(amount.End),
        Kind = amount.Place.Kind,
        Unit = UsageKinds.Find(amount.Place.Kind)?.Unit ?? "",
        Modality = amount.Place.Modality,
        Package = amount.Place.Package,
        Source = amount.Place.Source,
        Amount = amount.Amount.ToString("0.######", CultureInfo.InvariantCulture),
        Events = amount.Events,
    };
}
