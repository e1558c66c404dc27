using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Tests.Grants;

public sealed class GrantApiTests
{
    [Fact]
    public async Task Grant_ByAnInvitation_IsForWhoInvited_AndToldToEachSideAsFarAsItMaySee()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var (acme, rival) = Administrators(gateway);

        var invitation = await gateway.Grants.CreateGrantInvitationAsync(new V1.CreateGrantInvitationRequest { GrantorTenantId = "acme" }, rival);
        var request = Request(gateway, invitation.Token);
        request.Fields = new V1.GrantedFields { Name = true, MetadataKeys = { "title", "title" } };
        var made = await gateway.Grants.CreateGrantAsync(request, acme);
        var seen = await gateway.Grants.GetGrantAsync(new V1.GetGrantRequest { GrantId = made.Id }, rival);
        var own = await gateway.Grants.GetGrantAsync(new V1.GetGrantRequest { GrantId = made.Id }, acme);

        Assert.Equal(gateway.Time.GetUtcNow().AddHours(168), invitation.ExpireTime.ToDateTimeOffset());
        Assert.Equal(("acme", "rival", V1.GrantState.Active, "for rival"), (made.TenantId, made.GranteeTenantId, made.State, made.DisplayName));
        Assert.Equal(["title"], made.Fields.MetadataKeys);
        Assert.Equal(request.Filter, made.Filter);
        Assert.Equal(made, own);
        Assert.NotEqual("", made.CreatedBy);
        Assert.Null(seen.Filter);
        Assert.Equal((made.Id, "", "acme"), (seen.Id, seen.CreatedBy, seen.TenantId));
        Assert.Equal(made.Fields, seen.Fields);
    }

    [Fact]
    public async Task Invitation_OfAnotherGrantorForgedOrOld_IsRefusedInTheSameWords()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var (acme, rival) = Administrators(gateway);
        gateway.World.AddTenant("third");
        var third = GatewayFixture.As(gateway.World.AddKey("third", Scopes.TenantAdmin));
        var token = (await gateway.Grants.CreateGrantInvitationAsync(new V1.CreateGrantInvitationRequest { GrantorTenantId = "acme", LifetimeHours = 1 }, rival)).Token;

        var stolen = await RefuseAsync(Request(gateway, token), third);
        var forged = await RefuseAsync(Request(gateway, $"{token[..20]}{(token[20] == 'A' ? 'B' : 'A')}{token[21..]}"), acme);
        gateway.Time.Advance(TimeSpan.FromHours(2));
        var old = await RefuseAsync(Request(gateway, token), acme);

        Assert.All([stolen, forged, old], refused => Assert.Equal(("invitation", "FIELD_INVALID"), (refused.Field, refused.Info.Reason)));
        Assert.Contains("is no invitation for this tenant, or is too old", stolen.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.World.GrantOrders);

        Task<Refusal> RefuseAsync(V1.CreateGrantRequest request, Metadata who) => Refusal.OfAsync(async () => await gateway.Grants.CreateGrantAsync(request, who));
    }

    [Fact]
    public async Task Grant_ByATenantsKey_ThatNamesTheOther_LearnsNothingOfWhetherItExists()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var (acme, _) = Administrators(gateway);

        var there = await RefuseAsync("rival");
        var missing = await RefuseAsync("nobody");
        var itself = await RefuseAsync("acme");

        Assert.Equal(there.Message, missing.Message);
        Assert.Equal(("invitation", "FIELD_MISSING"), (there.Field, there.Info.Reason));
        Assert.Equal(("grantee_tenant_id", "FIELD_INVALID"), (itself.Field, itself.Info.Reason));

        Task<Refusal> RefuseAsync(string grantee)
        {
            var request = Request(gateway, "");
            request.GranteeTenantId = grantee;
            return Refusal.OfAsync(async () => await gateway.Grants.CreateGrantAsync(request, acme));
        }
    }

    [Fact]
    public async Task Grant_ByAnOperator_NamesTheOther()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var request = Request(gateway, "");
        (request.TenantId, request.GranteeTenantId) = ("acme", "rival");

        var made = await gateway.Grants.CreateGrantAsync(request, GatewayFixture.As(gateway.OperatorKey));

        Assert.Equal(("acme", "rival"), (made.TenantId, made.GranteeTenantId));
    }

    [Fact]
    public async Task Grant_ThatCannotBe_NamesEveryFieldAtOnce()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        var request = new V1.CreateGrantRequest
        {
            TenantId = "acme",
            GranteeTenantId = "rival",
            Fields = new V1.GrantedFields { AllMetadata = true, MetadataKeys = { "title" } },
            DisplayName = new string('n', 257),
        };

        var refused = await Refusal.OfAsync(async () => await gateway.Grants.CreateGrantAsync(request, me));
        var segments = Request(gateway, "");
        (segments.TenantId, segments.GranteeTenantId) = ("acme", "rival");
        segments.Filter = new V1.Filter { Must = { new V1.Condition { Modalities = new V1.ModalityCondition { HasAll = new V1.ModalityMask { Video = true } } } } };
        segments.ExpireTime = Timestamp.FromDateTimeOffset(gateway.Time.GetUtcNow());
        var late = await Refusal.OfAsync(async () => await gateway.Grants.CreateGrantAsync(segments, me));
        segments.ExpireTime = Timestamp.FromDateTimeOffset(gateway.Time.GetUtcNow().AddDays(400));
        segments.Filter = new V1.Filter { Must = { new V1.Condition() } };
        var far = await Refusal.OfAsync(async () => await gateway.Grants.CreateGrantAsync(segments, me));

        Assert.Equal(["filter", "fields.metadata_keys", "expire_time", "display_name"], FieldsOf(refused));
        Assert.Equal(["filter", "expire_time"], FieldsOf(late));
        Assert.Equal(["filter.must[0]", "expire_time"], FieldsOf(far));
        Assert.Equal("grant_id", (await Refusal.OfAsync(async () => await gateway.Grants.RevokeGrantAsync(new V1.RevokeGrantRequest { TenantId = "acme" }, me))).Field);
        var itself = await Refusal.OfAsync(async () =>
            await gateway.Grants.CreateGrantInvitationAsync(new V1.CreateGrantInvitationRequest { TenantId = "acme", GrantorTenantId = "acme", LifetimeHours = 721 }, me));
        Assert.Equal(["grantor_tenant_id", "lifetime_hours"], FieldsOf(itself));
    }

    [Fact]
    public async Task Grants_OfBothSides_AreListedOverPages_AndOneThatWasNeverMadeIsNot()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var (acme, rival) = Administrators(gateway);
        foreach (var status in new[] { GrantStatus.Active, GrantStatus.Revoked, GrantStatus.Active, GrantStatus.Gone, GrantStatus.Active })
            Add(gateway, status);

        var given = await ListAsync(new V1.ListGrantsRequest { PageSize = 2 }, acme);
        var received = await ListAsync(new V1.ListGrantsRequest { Received = true, PageSize = 2 }, rival);
        var active = await ListAsync(new V1.ListGrantsRequest { Received = true, ActiveOnly = true, PageSize = 1 }, rival);

        Assert.Equal(["grant-0", "grant-1", "grant-2", "grant-3", "grant-4"], given.Select(grant => grant.Id));
        Assert.Equal(["grant-0", "grant-1", "grant-2", "grant-3", "grant-4"], received.Select(grant => grant.Id));
        Assert.Equal(["grant-0", "grant-2", "grant-4"], active.Select(grant => grant.Id));
        Assert.Equal(V1.GrantState.Gone, received[3].State);
        Assert.Empty(await ListAsync(new V1.ListGrantsRequest { Received = true }, acme));
        Assert.All(given, grant => Assert.NotNull(grant.Filter));
        Assert.All(received, grant => Assert.Null(grant.Filter));

        async Task<List<V1.Grant>> ListAsync(V1.ListGrantsRequest request, Metadata who)
        {
            var all = new List<V1.Grant>();
            do
            {
                var page = await gateway.Grants.ListGrantsAsync(request, who);
                all.AddRange(page.Grants);
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            return all;
        }
    }

    [Fact]
    public async Task Grant_OfOthers_IsAnsweredLikeNone()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var (_, rival) = Administrators(gateway);
        gateway.World.AddTenant("third");
        var third = GatewayFixture.As(gateway.World.AddKey("third", Scopes.TenantAdmin));
        Add(gateway, GrantStatus.Active);

        var foreign = await Refusal.OfAsync(async () => await gateway.Grants.GetGrantAsync(new V1.GetGrantRequest { GrantId = "grant-0" }, third));
        var missing = await Refusal.OfAsync(async () => await gateway.Grants.GetGrantAsync(new V1.GetGrantRequest { GrantId = "grant-1" }, third));
        var grantees = await Refusal.OfAsync(async () => await gateway.Grants.RevokeGrantAsync(new V1.RevokeGrantRequest { GrantId = "grant-0" }, rival));

        Assert.Equal((StatusCode.NotFound, "GRANT_NOT_FOUND"), (foreign.Code, foreign.Info.Reason));
        Assert.Equal(missing.Message.Replace("grant-1", "grant-0", StringComparison.Ordinal), foreign.Message);
        Assert.Equal("GRANT_NOT_FOUND", grantees.Info.Reason);
        Assert.Equal(GrantStatus.Active, gateway.World.Grants["grant-0"].Status);
    }

    private static (Metadata Acme, Metadata Rival) Administrators(GatewayFixture gateway) => (
        GatewayFixture.As(gateway.World.AddKey("acme", Scopes.TenantAdmin)), GatewayFixture.As(gateway.World.AddKey("rival", Scopes.TenantAdmin)));

    private static IEnumerable<string> FieldsOf(Refusal refusal) => refusal.Fields!.FieldViolations.Select(violation => violation.Field);

    private static V1.CreateGrantRequest Request(GatewayFixture gateway, string invitation) => new()
    {
        Invitation = invitation,
        Filter = new V1.Filter
        {
            Must = { new V1.Condition { Metadata = new V1.MetadataCondition { Key = "public", Equals_ = new V1.MetadataValue { BoolValue = true } } } },
        },
        ExpireTime = Timestamp.FromDateTimeOffset(gateway.Time.GetUtcNow().AddDays(1)),
        DisplayName = "for rival",
    };

    private static void Add(GatewayFixture gateway, GrantStatus status)
    {
        var id = $"grant-{gateway.World.Grants.Count}";
        gateway.World.Grants[id] = new Grant(
            id, TenantId.From("acme"), TenantId.From("rival"), "", Filter.Everything, GrantedFields.None, Doubles.GrainWorld.Space, status, default, default);
    }
}
