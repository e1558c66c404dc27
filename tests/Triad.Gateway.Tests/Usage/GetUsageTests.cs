using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Gateway.Tests.Usage;

public sealed class GetUsageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset November = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private GatewayFixture _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayFixture.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task GetUsage_OfASpan_TellsAmountsExactlyAndWhatThereIsNow()
    {
        Use("embed_seconds", 0, 12.000001m);
        _gateway.World.AddVideo("acme", "car");

        var usage = await GetAsync(new V1.GetUsageRequest
        {
            TenantId = "acme",
            StartTime = Timestamp.FromDateTimeOffset(November),
            EndTime = Timestamp.FromDateTimeOffset(November.AddMonths(1)),
            Step = V1.UsageStep.Month,
            GroupBy = { V1.UsageDimension.Package },
        });

        var amount = Assert.Single(usage.Amounts);
        Assert.Equal(("embed_seconds", "s", "12.000001", 2), (amount.Kind, amount.Unit, amount.Amount, amount.Events));
        Assert.Equal((1, 4096), (usage.Videos, usage.StoredBytes));
        var asked = _gateway.World.UsageQueries.First();
        Assert.Equal((November, November.AddMonths(1), UsageStep.Month, UsageDimensions.Package), (asked.From, asked.To, asked.Step, asked.By));
    }

    [Fact]
    public async Task GetUsage_PageByPage_CutsNothing()
    {
        for (var day = 0; day < 7; day++)
            Use("searches", day, day + 1);
        var request = new V1.GetUsageRequest
        {
            TenantId = "acme", StartTime = Timestamp.FromDateTimeOffset(November), EndTime = Timestamp.FromDateTimeOffset(November.AddDays(7)), PageSize = 3,
        };

        var seen = new List<string>();
        do
        {
            var page = await GetAsync(request);
            seen.AddRange(page.Amounts.Select(amount => amount.Amount));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], seen);
    }

    [Fact]
    public async Task GetUsage_OfATenantThatWasErased_TellsWhatItOwes()
    {
        Use("searches", 0, 5);

        var usage = await GetAsync(new V1.GetUsageRequest { TenantId = "gone" });

        Assert.Equal("5", Assert.Single(usage.Amounts).Amount);
    }

    [Fact]
    public async Task GetUsage_WithEverythingWrong_TellsOfAllOfIt()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => GetAsync(new V1.GetUsageRequest
        {
            TenantId = "acme",
            StartTime = Timestamp.FromDateTimeOffset(November.AddMinutes(5)),
            EndTime = Timestamp.FromDateTimeOffset(November.AddDays(-1)),
            Step = V1.UsageStep.Hour,
            Kinds = { "gpu" },
            Modalities = { "x" },
            GroupBy = { (V1.UsageDimension)9 },
            PageSize = -1,
        }));

        var fields = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin")).Details
            .First(detail => detail.Is(Google.Rpc.BadRequest.Descriptor)).Unpack<Google.Rpc.BadRequest>().FieldViolations.Select(violation => violation.Field);
        Assert.Equal(["end_time", "group_by", "kinds", "modalities", "page_size", "start_time"], fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GetUsage_OfNobody_IsNotFound()
    {
        _gateway.World.Used.Clear();

        var refused = await Assert.ThrowsAsync<RpcException>(() => GetAsync(new V1.GetUsageRequest { TenantId = "nobody" }));

        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    [Theory]
    [InlineData(Scopes.TenantAdmin)]
    [InlineData(Scopes.Auditor)]
    public async Task GetUsage_ByAnOverseer_IsOfItsOwnTenantAlone(string scope)
    {
        var me = GatewayFixture.As(_gateway.World.AddKey("acme", scope));
        Use("searches", 0, 5);

        var usage = await _gateway.Tenants.GetUsageAsync(new V1.GetUsageRequest(), me);
        var foreign = await Assert.ThrowsAsync<RpcException>(async () => await _gateway.Tenants.GetUsageAsync(new V1.GetUsageRequest { TenantId = "rival" }, me));
        var missing = await Assert.ThrowsAsync<RpcException>(async () => await _gateway.Tenants.GetUsageAsync(new V1.GetUsageRequest { TenantId = "nobody" }, me));

        Assert.Equal(("acme", "5"), (usage.TenantId, Assert.Single(usage.Amounts).Amount));
        Assert.Equal((StatusCode.PermissionDenied, StatusCode.PermissionDenied), (foreign.StatusCode, missing.StatusCode));
    }

    [Fact]
    public async Task GetUsageExport_OfTargets_TellsHowTheyDo()
    {
        _gateway.World.Exports.Add(new ExportTargetStatus("meter", "http", 12, 30, November, "The endpoint answered 500.", 3, November.AddSeconds(8)));

        var export = await _gateway.Usage.GetUsageExportAsync(new V1.GetUsageExportRequest(), GatewayFixture.As(_gateway.OperatorKey));

        var target = Assert.Single(export.Targets);
        Assert.Equal(("meter", 12, 30, 3), (target.Name, target.PendingEvents, target.SentEvents, target.FailedTries));
        Assert.Equal(November.AddSeconds(8), target.NextTryTime.ToDateTimeOffset());
    }

    [Fact]
    public async Task Reconcile_OfVideosThatTheLedgerLacks_TellsOfEach()
    {
        _gateway.World.AddVideo("acme", "car");
        _gateway.World.AddVideo("acme", "old");
        var told = new UsageEvent(
            UsageEventId.OfStored(TenantId.From("acme"), UsageHour.Of(November)), TenantId.From("acme"), UsageKinds.IngestedSeconds, 30, November, UsageLabels.None);
        _gateway.World.VideoUsage["acme/car"] = [UsageEntry.Of(told)];
        _gateway.World.UsageCheck = new UsageCheck(5, 1, [new UsageDifference("roll-up", "1", "2")]);

        var response = await _gateway.Usage.ReconcileUsageAsync(new V1.ReconcileUsageRequest { TenantId = "acme" }, GatewayFixture.As(_gateway.OperatorKey));

        Assert.Equal((5, 1, 1), (response.Events, response.Videos, response.VideosBeforeLedger));
        Assert.Equal(["roll-up", $"video car, ingested_seconds event {told.Id}"], response.Differences.Select(difference => difference.What));
    }

    private async Task<V1.Usage> GetAsync(V1.GetUsageRequest request) => await _gateway.Tenants.GetUsageAsync(request, GatewayFixture.As(_gateway.OperatorKey));

    private void Use(string kind, int day, decimal amount)
    {
        var start = November.AddDays(day);
        _gateway.World.Used.Add(new UsageAmount(new UsagePlace(start, kind, "", "", ""), start.AddDays(1), amount, 2));
    }
}
