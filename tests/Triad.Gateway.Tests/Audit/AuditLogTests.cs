using Grpc.Core;
using Triad.Core.Audit;
using Triad.Core.Errors;

namespace Triad.Gateway.Tests.Audit;

/// <summary>What is in the log when, over the gateway on a real socket.</summary>
public sealed class AuditLogTests
{
    private static readonly TimeSpan Flush = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task CallOfTheControlPlane_IsDurableWhenItIsAnswered()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey));

        var @event = Assert.Single(gateway.AuditStore.Events);
        Assert.Equal(
            ("TenantService.GetTenant", AuditPlane.Control, "acme", gateway.OperatorKey.Split('_')[1], "127.0.0.1", "OK", "", 1L, ""),
            (@event.Call, @event.Plane, @event.Tenant, @event.Key, @event.From, @event.Code, @event.Reason, @event.Count, @event.Content));
    }

    [Fact]
    public async Task RefusedCall_SaysWhy()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        await Refusal.OfAsync(async () => await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "nobody" }, GatewayFixture.As(gateway.OperatorKey)));

        var @event = Assert.Single(gateway.AuditStore.Events);
        Assert.Equal(("nobody", "NOT_FOUND", "TENANT_NOT_FOUND", 0L), (@event.Tenant, @event.Code, @event.Reason, @event.Count));
    }

    [Fact]
    public async Task CallsOfTheDataPlaneAndThoseWithoutAKey_AreWrittenWhenTheLogFlushes()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        await Refusal.OfAsync(async () => await gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = "car" }, GatewayFixture.As(gateway.AcmeKey)));
        await Refusal.OfAsync(async () => await gateway.Library.GetVideoAsync(new V1.GetVideoRequest { VideoId = "car" }, GatewayFixture.As("tk_nonsense")));
        await Refusal.OfAsync(async () => await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(gateway.AcmeKey)));
        Assert.Empty(gateway.AuditStore.Events);
        var events = await FlushAsync(gateway, 3);

        Assert.Equal(
            [
                ("LibraryService.GetVideo", "acme", "car", "NOT_FOUND", "VIDEO_NOT_FOUND"),
                ("LibraryService.GetVideo", "", "", "UNAUTHENTICATED", "KEY_INVALID"),
                ("TenantService.GetTenant", "acme", "", "PERMISSION_DENIED", "SCOPE_MISSING"),
            ],
            events.Select(each => (each.Call, each.Tenant, each.Subject, each.Code, each.Reason)));
    }

    [Fact]
    public async Task Content_IsKeptWhereItIsAskedForAndNeverBytes()
    {
        await using var silent = await GatewayFixture.StartAsync();
        await using var kept = await GatewayFixture.StartAsync(audit: options => options.Content = true);
        foreach (var gateway in new[] { silent, kept })
        {
            var request = new V1.SearchRequest { Query = new V1.Query { Parts = { new V1.Part { Text = "zanzibar" }, new V1.Part { Audio = Google.Protobuf.ByteString.CopyFromUtf8("canary") } } } };
            try
            {
                await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey));
            }
            catch (RpcException)
            {
                // Whether it is answered does not matter here.
            }
        }

        Assert.Empty(Assert.Single(await FlushAsync(silent, 1)).Content);
        var content = Assert.Single(await FlushAsync(kept, 1)).Content;
        Assert.Contains("zanzibar", content, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("canary"u8), content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreThatIsAway_HasACallOfTheControlPlaneRefused_AndItsRecordWrittenLater()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey));
        gateway.Log.ExpectsErrors = true;
        gateway.AuditStore.Failure = new Error(ErrorReason.Unavailable, "It is away.");

        var refused = await Refusal.OfAsync(async () => await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "rival" }, GatewayFixture.As(gateway.OperatorKey)));
        Assert.Equal((StatusCode.Unavailable, "UNAVAILABLE"), (refused.Code, refused.Info.Reason));
        gateway.AuditStore.Failure = null;
        var events = await FlushAsync(gateway, 2);

        Assert.Equal(["acme", "rival"], events.Select(each => each.Tenant));
        Assert.Equal(2, gateway.AuditStore.Records.Select(record => record.Chain).Distinct().Count());
        Assert.True((await gateway.AuditStore.VerifyAsync()).IsWhole);
    }

    [Fact]
    public async Task List_OfATenant_IsPagedAndGoesOnWhereItWas()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            foreach (var tenant in new[] { "acme", "rival" })
                await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = tenant }, GatewayFixture.As(gateway.OperatorKey));
        }

        var (sequences, token) = (new List<long>(), "");
        do
        {
            var page = await gateway.Audit.ListAuditEventsAsync(
                new V1.ListAuditEventsRequest { TenantId = "acme", Call = "TenantService.GetTenant", PageSize = 2, PageToken = token, To = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(gateway.Time.GetUtcNow().AddDays(1)) },
                GatewayFixture.As(gateway.OperatorKey));
            Assert.All(page.Events, each => Assert.Equal("acme", each.TenantId));
            sequences.AddRange(page.Events.Select(each => each.Sequence));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal([1, 3, 5, 7, 9], sequences);
    }

    [Fact]
    public async Task Export_HasSignedHeadsAndEveryByte()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey));
        var last = gateway.AuditStore.Records[^1];

        using var call = gateway.Audit.ExportAuditLog(new V1.ExportAuditLogRequest(), GatewayFixture.As(gateway.OperatorKey));
        var pieces = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(new V1.AuditHead { Chain = last.Chain, Sequence = last.Sequence, Hash = last.Hash, IsSigned = true }, pieces[0].Head);
        Assert.Contains(last.Hash, pieces[1].Part.Data.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_ThatTurns_BeginsAPartOfTheSameChain()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey));
        gateway.Time.Advance(TimeSpan.FromDays(1));
        await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(gateway.OperatorKey));

        Assert.Equal([0, 1], gateway.AuditStore.Parts.Select(part => part.Number));
        Assert.True((await gateway.AuditStore.VerifyAsync()).IsWhole);
    }

    /// <summary>Lets the log's waits be over until so many events are there.</summary>
    private static async Task<IReadOnlyList<AuditEvent>> FlushAsync(GatewayFixture gateway, int count)
    {
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        while (gateway.AuditStore.Events.Count < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            gateway.Time.Advance(Flush);
            await Task.Yield();
        }

        return gateway.AuditStore.Events;
    }
}
