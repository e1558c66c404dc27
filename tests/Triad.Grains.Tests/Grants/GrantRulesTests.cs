using Triad.Core.Identity;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Grants;

namespace Triad.Grains.Tests.Grants;

public sealed class GrantRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Status_FollowsTheClock_TheRevocationAndTheOtherTenant()
    {
        var grant = new GrantState { ExpiresAt = Now };

        Assert.Equal(GrantStatus.Active, GrantRules.StatusOf(grant, Now.AddTicks(-1)));
        Assert.Equal(GrantStatus.Expired, GrantRules.StatusOf(grant, Now));
        Assert.Equal(GrantStatus.Revoked, GrantRules.StatusOf(grant with { RevokedAt = Now }, Now));
        Assert.Equal(GrantStatus.Gone, GrantRules.StatusOf(grant with { RevokedAt = Now, IsGone = true }, Now));
    }

    [Fact]
    public void Id_OfARequest_IsAlwaysTheSame_AndAnotherTenantsIsAnother()
    {
        var acme = TenantId.From("acme");

        // For ever: a repeat of a request that another version began must find its grant.
        Assert.Equal(GrantRules.NewId(acme, "r1"), GrantRules.NewId(acme, "r1"));
        Assert.Matches("^[a-z2-7]{16}$", GrantRules.NewId(acme, "r1"));
        Assert.NotEqual(GrantRules.NewId(acme, "r1"), GrantRules.NewId(TenantId.From("beta"), "r1"));
        Assert.NotEqual(GrantRules.NewId(acme, ""), GrantRules.NewId(acme, ""));
    }

    [Fact]
    public void Grants_ThatAreTooMany_MakeRoomByThoseThatHaveEnded()
    {
        var full = Enumerable.Range(0, GrantRules.MaxGrants)
            .Select(i => new GrantState { Id = $"g{i}", Grantee = $"t{i / GrantRules.MaxToOne}", ExpiresAt = i == 3 ? Now : Now.AddDays(1) });

        var next = GrantRules.With([.. full], new GrantState { Id = "new", Grantee = "other", ExpiresAt = Now.AddDays(1) }, Now)!.Value;

        Assert.Equal(GrantRules.MaxGrants, next.Length);
        Assert.DoesNotContain("g3", next.Select(grant => grant.Id));
        Assert.Null(GrantRules.With(next, new GrantState { Id = "one more", Grantee = "other" }, Now));
    }

    [Fact]
    public void Grants_ToOneTenant_LeaveRoomForThoseOfOthers()
    {
        var full = Enumerable.Range(0, GrantRules.MaxToOne).Select(i => new GrantState { Id = $"g{i}", Grantee = "beta", ExpiresAt = Now.AddDays(1) }).ToList();

        Assert.Null(GrantRules.With([.. full], new GrantState { Id = "new", Grantee = "beta" }, Now));
        Assert.Equal(GrantRules.MaxToOne + 1, GrantRules.With([.. full], new GrantState { Id = "new", Grantee = "gamma" }, Now)!.Value.Length);
        full[7] = full[7] with { RevokedAt = Now };
        Assert.DoesNotContain("g7", GrantRules.With([.. full], new GrantState { Id = "new", Grantee = "beta" }, Now)!.Value.Select(grant => grant.Id));
    }
}
