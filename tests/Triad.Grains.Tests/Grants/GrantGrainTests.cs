using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Tests.Tenants;
using Triad.Testing.Embedding;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Grants;

public sealed class GrantGrainTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly TenantId Beta = TenantId.From("beta");

    private static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    [Fact]
    public async Task Grant_MadeAndRepeated_IsOneAtBothSides_AndStaysOverARestart()
    {
        var folder = Directory.CreateTempSubdirectory("triad-grants-");
        try
        {
            Grant made;
            await using (var platform = await StartAsync(folder.FullName))
            {
                made = Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default));
                Assert.Equal(made, Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default)), Same);
            }

            await using var restarted = await Platform.StartAsync(folder.FullName, ingest: false);
            var given = Assert.Single(Value(await restarted.Grains.GivenGrants(Acme).ListAsync(default)));
            var received = Assert.Single(Value(await restarted.Grains.ReceivedGrants(Beta).ListAsync(default)));
            Assert.Equal(made, given, Same);
            Assert.Equal((made.Id, Acme, made.ExpiresAt, false), (received.GrantId, received.Grantor, received.ExpiresAt, received.IsGone));
            Assert.Equal((GrantStatus.Active, "key1", "a grant"), (given.Status, given.CreatedBy, given.DisplayName));
            Assert.Empty(Value(await restarted.Grains.GivenGrants(Beta).ListAsync(default)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Grant_NotedAndNeverMade_IsNone_AndARepeatMakesIt()
    {
        await using var platform = await StartAsync();
        var id = Triad.Grains.Grants.GrantRules.NewId(Acme, "r1");

        // As a kill between the two writes leaves it.
        Assert.True((await platform.Grains.ReceivedGrants(Beta).NoteAsync(new ReceivedGrant(id, Acme, Tomorrow, Tomorrow), [id], default)).IsOk);
        Assert.True((await platform.Grains.ReceivedGrants(Beta).NoteAsync(new ReceivedGrant("never-again", Acme, Tomorrow, Tomorrow), [id], default)).IsOk);
        Assert.Empty(Value(await platform.Grains.GivenGrants(Acme).FindAsync(Beta, [id], default)));
        Assert.Equal(ErrorReason.GrantNotFound, (await SearchAsync(platform, "beta", id)).Error?.Reason);

        var made = Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default));
        Assert.Equal(id, made.Id);

        // What was noted of a grantor and never made is forgotten with its next grant.
        Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta) with { RequestId = "r2" }, default));
        var noted = Value(await platform.Grains.ReceivedGrants(Beta).ListAsync(default));
        Assert.Equal(Value(await platform.Grains.GivenGrants(Acme).ListAsync(default)).Select(grant => grant.Id), noted.Select(grant => grant.GrantId));
    }

    [Fact]
    public async Task Grant_ToItselfInACircleOrToNobody_IsRefusedAndLeavesNothing()
    {
        await using var platform = await StartAsync();
        Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default));

        var itself = await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Acme) with { RequestId = "r2" }, default);
        var circle = await platform.Grains.GivenGrants(Beta).CreateAsync(Order(Acme), default);
        var nobody = await platform.Grains.GivenGrants(Acme).CreateAsync(Order(TenantId.From("nobody")) with { RequestId = "r3" }, default);

        Assert.Equal((ErrorReason.FieldInvalid, "grantee_tenant_id"), (itself.Error?.Reason, itself.Error?.Field));
        Assert.Equal((ErrorReason.GrantConflict, "grantee_tenant_id"), (circle.Error?.Reason, circle.Error?.Field));
        Assert.Contains("circle", circle.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((ErrorReason.TenantNotFound, "grantee_tenant_id"), (nobody.Error?.Reason, nobody.Error?.Field));
        Assert.Empty(Value(await platform.Grains.ReceivedGrants(Acme).ListAsync(default)));
        Assert.Empty(Value(await platform.Grains.ReceivedGrants(TenantId.From("nobody")).ListAsync(default)));
        Assert.Single(Value(await platform.Grains.GivenGrants(Acme).ListAsync(default)));
    }

    [Fact]
    public async Task Circle_WhoseOtherSideHasEnded_IsNone()
    {
        await using var platform = await StartAsync();
        var first = Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default));

        Value(await platform.Grains.GivenGrants(Acme).RevokeAsync(first.Id, "key2", default));

        Value(await platform.Grains.GivenGrants(Beta).CreateAsync(Order(Acme), default));
    }

    [Fact]
    public async Task Grant_OfATenantThatIsNotActive_IsRefused_WhicheverItIs()
    {
        await using var platform = await StartAsync();
        Value(await platform.Tenant("beta").SuspendAsync("", default));
        var suspended = await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default);
        Value(await platform.Tenant("beta").ResumeAsync(default));
        Value(await platform.Tenant("acme").CloseAsync(default));
        var closed = await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta) with { RequestId = "r2" }, default);
        var noted = await platform.Grains.ReceivedGrants(Acme).NoteAsync(new ReceivedGrant("x", Beta, Tomorrow, Tomorrow), [], default);

        Assert.Equal((ErrorReason.TenantSuspended, "grantee_tenant_id"), (suspended.Error?.Reason, suspended.Error?.Field));
        Assert.Equal((ErrorReason.TenantSuspended, "tenant_id"), (closed.Error?.Reason, closed.Error?.Field));
        Assert.Equal(ErrorReason.TenantSuspended, noted.Error?.Reason);
        Assert.Empty(Value(await platform.Grains.ReceivedGrants(Beta).ListAsync(default)));
    }

    [Fact]
    public async Task Grant_BetweenTwoSpaces_IsRefusedWithBothNamed()
    {
        await using var platform = await Platform.StartAsync(ingest: false, configure: services => services.AddSingleton<Core.Embedding.IModelCatalog>(new TwoModels()));
        var acme = await platform.OnboardAsync("acme");
        Value(await platform.Tenant("beta").CreateAsync(new CreateTenant("", "beta", "", TwoModels.Other, TenantQuotas.None), default));

        var refused = await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default);

        Assert.Equal(ErrorReason.SpaceMismatch, refused.Error?.Reason);
        Assert.Contains(acme.Space.Value, refused.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("other@fedcba9876543210", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revocation_IsForTheGrantorAlone_AndChangesNothingTheSecondTime()
    {
        await using var platform = await StartAsync();
        var grant = Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default));

        var foreign = await platform.Grains.GivenGrants(Beta).RevokeAsync(grant.Id, "key3", default);
        var missing = await platform.Grains.GivenGrants(Beta).RevokeAsync("none", "key3", default);
        var revoked = Value(await platform.Grains.GivenGrants(Acme).RevokeAsync(grant.Id, "key2", default));
        var again = Value(await platform.Grains.GivenGrants(Acme).RevokeAsync(grant.Id, "key4", default));

        Assert.Equal(missing.Error!.Message.Replace("none", grant.Id, StringComparison.Ordinal), foreign.Error?.Message);
        Assert.Equal((GrantStatus.Revoked, "key2"), (revoked.Status, revoked.RevokedBy));
        Assert.Equal(revoked, again, Same);
        Assert.Equal(GrantStatus.Revoked, Assert.Single(Value(await platform.Grains.GivenGrants(Acme).FindAsync(Beta, [grant.Id], default))).Status);
        Assert.Empty(Value(await platform.Grains.GivenGrants(Acme).FindAsync(TenantId.From("other"), [grant.Id], default)));
    }

    [Fact]
    public async Task Grant_OfASuspendedTenant_IsRevokedToItsGrantee_UntilItIsResumed()
    {
        await using var platform = await StartAsync();
        var grant = Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default));

        Value(await platform.Tenant("acme").SuspendAsync("", default));
        var suspended = Assert.Single(Value(await platform.Grains.GivenGrants(Acme).FindAsync(Beta, [grant.Id], default)));
        var search = await SearchAsync(platform, "beta", grant.Id);
        Value(await platform.Tenant("acme").ResumeAsync(default));

        Assert.Equal(GrantStatus.Revoked, suspended.Status);
        Assert.Equal((ErrorReason.GrantEnded, "grants[0]"), (search.Error?.Reason, search.Error?.Field));
        Assert.True((await SearchAsync(platform, "beta", grant.Id)).IsOk);
    }

    [Fact]
    public async Task Erasure_OfEitherSide_LeavesTheOtherAListThatSaysSo()
    {
        await using var platform = await StartAsync();
        await platform.OnboardAsync("third");
        var third = TenantId.From("third");
        var given = Value(await platform.Grains.GivenGrants(Acme).CreateAsync(Order(Beta), default));
        var taken = Value(await platform.Grains.GivenGrants(third).CreateAsync(Order(Acme), default));

        var receipt = await Erasure.ErasureWorld.EraseAsync(platform, "acme");

        Assert.All(receipt.Stores.Where(store => store.Name.StartsWith("grants-", StringComparison.Ordinal)), store => Assert.Equal((1L, 0L), (store.Before, store.After)));
        Assert.Equal(2, receipt.Stores.Count(store => store.Name.StartsWith("grants-", StringComparison.Ordinal)));
        Assert.True(Assert.Single(Value(await platform.Grains.ReceivedGrants(Beta).ListAsync(default))).IsGone);
        Assert.Equal(GrantStatus.Gone, Assert.Single(Value(await platform.Grains.GivenGrants(third).ListAsync(default))).Status);
        Assert.Empty(Value(await platform.Grains.GivenGrants(Acme).ListAsync(default)));
        Assert.Empty(Value(await platform.Grains.ReceivedGrants(Acme).ListAsync(default)));
        Assert.Equal(ErrorReason.GrantEnded, (await SearchAsync(platform, "beta", given.Id)).Error?.Reason);
        Assert.False(Value(await platform.Grains.GivenGrants(third).GrantsToAsync(Acme, default)));
        Assert.NotEqual(given.Id, taken.Id);
    }

    [Fact]
    public async Task GrantAndErasure_AtOnce_LeaveNoGrantThatLooksAsIfItHeld()
    {
        await using var platform = await StartAsync();
        for (var i = 0; i < 8; i++)
        {
            var (one, other) = (TenantId.From($"one-{i}"), TenantId.From($"other-{i}"));
            await platform.OnboardAsync(one.Value);
            await platform.OnboardAsync(other.Value);

            var granting = platform.Grains.GivenGrants(one).CreateAsync(Order(other), default);
            var erasing = Erasure.ErasureWorld.EraseAsync(platform, i % 2 == 0 ? one.Value : other.Value);
            await Task.WhenAll(granting, erasing);

            if (i % 2 == 0)
                Assert.All(Value(await platform.Grains.ReceivedGrants(other).ListAsync(default)), grant => Assert.True(grant.IsGone));
            else
                Assert.All(Value(await platform.Grains.GivenGrants(one).ListAsync(default)), grant => Assert.Equal(GrantStatus.Gone, grant.Status));
        }
    }

    private static readonly IEqualityComparer<Grant> Same = EqualityComparer<Grant>.Create((one, other) => Text(one) == Text(other));

    private static string Text(Grant? grant) => grant is null
        ? ""
        : $"{grant with { Filter = Filter.Everything, Fields = GrantedFields.None }} {FilterText.Write(grant.Filter)} {string.Join(',', grant.Fields.MetadataKeys)}";

    private static CreateGrant Order(TenantId grantee) =>
        new("r1", grantee, "a grant", Filter.Everything, new GrantedFields(true, false, false, ["name"]), Tomorrow, "key1");

    private static Task<Result<Abstractions.Searches.SearchAnswer>> SearchAsync(Platform platform, string tenant, string grant) =>
        platform.Grains.Search().SearchAsync(RequestOf(tenant, Platform.Text("x")) with { Grants = [grant] }, default);

    private static async Task<Platform> StartAsync(string? folder = null)
    {
        var platform = await Platform.StartAsync(folder, ingest: false);
        await platform.OnboardAsync("acme");
        await platform.OnboardAsync("beta");
        return platform;
    }
}
