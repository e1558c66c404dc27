namespace Triad.Client.Tests.Grants;

public sealed class GrantsClientTests : ClientTest
{
    private static readonly DateTimeOffset End = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Invitation_NamesTheGrantor_AndHowLong()
    {
        var usual = await Client.Grants.InviteAsync("acme");
        var day = await Client.Grants.InviteAsync("acme", TimeSpan.FromHours(23.5));

        Assert.Equal(new GrantInvitation("invitation-for-acme", DateTimeOffset.UnixEpoch.AddHours(168)), usual);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(24), day.ExpireTime);
    }

    [Fact]
    public async Task Grant_Made_IsAsItWasAskedFor()
    {
        var made = await Client.Grants.CreateAsync(Options());

        Assert.Equal(("acme", "beta", "for beta", GrantState.Active, End), (made.TenantId, made.GranteeTenantId, made.DisplayName, made.State, made.ExpireTime));
        Assert.Equal((true, false, false), (made.Fields.Name, made.Fields.Transcript, made.Fields.AllMetadata));
        Assert.Equal(["title"], made.Fields.MetadataKeys);
        Assert.Equal(Options().Filter.ToJson(), made.Filter?.ToJson());
        var sent = Assert.Single(Script.GrantRequests);
        Assert.Equal("token", sent.Invitation);
        Assert.NotEqual("", sent.RequestId);
    }

    [Fact]
    public async Task Grant_Revoked_SaysSo_AndOneThatIsNoneIsRefused()
    {
        var made = await Client.Grants.CreateAsync(Options());

        var revoked = await Client.Grants.RevokeAsync(made.Id);

        Assert.Equal((GrantState.Revoked, DateTimeOffset.UnixEpoch.AddHours(1)), (revoked.State, revoked.RevokeTime));
        Assert.Equal(GrantState.Revoked, (await Client.Grants.GetAsync(made.Id)).State);
        Assert.Equal("GRANT_NOT_FOUND", (await Assert.ThrowsAsync<TriadException>(() => Client.Grants.GetAsync("none"))).Reason);
    }

    [Fact]
    public async Task Grants_OfSeveralPages_AreAllRead()
    {
        for (var i = 0; i < 3; i++)
            await Client.Grants.CreateAsync(Options());

        var ids = new List<string>();
        await foreach (var grant in Client.Grants.ListAsync())
            ids.Add(grant.Id);

        Assert.Equal(["grant-0", "grant-1", "grant-2"], ids);
        Assert.Empty(await Client.Grants.ListAsync(new ListGrantsOptions { Received = true }).ToListAsync());
    }

    [Fact]
    public async Task Search_OverGrants_ReachesThePlatform()
    {
        await Client.Search.QueryAsync("a red ball", new SearchOptions { Grants = ["g1", "g2"] });

        Assert.Equal(["g1", "g2"], Script.Searches.Single().Grants);
    }

    private static CreateGrantOptions Options() => new()
    {
        Invitation = "token",
        Filter = SearchFilter.All(FilterCondition.MetadataEquals("public", true)),
        Fields = new GrantedFields { Name = true, MetadataKeys = ["title"] },
        ExpireTime = End,
        DisplayName = "for beta",
    };
}
