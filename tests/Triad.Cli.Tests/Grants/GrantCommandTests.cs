namespace Triad.Cli.Tests.Grants;

public sealed class GrantCommandTests : ToolTest
{
    [Fact]
    public async Task Grant_InvitedMadeAndRevoked_SaysWhatItIs()
    {
        var invited = await RunAsync("grant", "invite", "acme", "--hours", "24", "--json");
        var made = await RunAsync(
            "grant", "create", "--invitation", invited.Json.GetProperty("token").GetString()!, "--where", "public:bool=true", "--show-name",
            "--show-metadata", "title", "--expires", "2027-01-01T00:00Z", "--name", "for beta", "--json");
        var shown = await RunAsync("grant", "show", "grant-0");
        var listed = await RunAsync("grant", "list", "--json");
        var revoked = await RunAsync("grant", "revoke", "grant-0", "--json");

        Assert.Equal("grant-0", made.Json.GetProperty("id").GetString());
        var sent = Script.GrantRequests.Single();
        Assert.Equal(("invitation-for-acme", true, "for beta"), (sent.Invitation, sent.Fields.Name, sent.DisplayName));
        Assert.Equal(["title"], sent.Fields.MetadataKeys);
        Assert.True(sent.Filter.Must.Single().Metadata.Equals_.BoolValue);
        Assert.Contains("name, title", shown.Output, StringComparison.Ordinal);
        Assert.Equal("beta", listed.Json.GetProperty("grants")[0].GetProperty("grantee_tenant_id").GetString());
        Assert.Equal("REVOKED", revoked.Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Grant_ByAnOperator_NamesBothTenants()
    {
        await RunAsync("grant", "create", "--tenant", "acme", "--to", "gamma", "--all", "--expires-in-days", "30");

        var sent = Script.GrantRequests.Single();
        Assert.Equal(("acme", "gamma"), (sent.TenantId, sent.GranteeTenantId));
        Assert.Empty(sent.Filter.Must);
    }

    [Theory]
    [InlineData("--to", "beta", "--expires-in-days", "30")]
    [InlineData("--to", "beta", "--all", "--where", "a=b", "--expires-in-days", "30")]
    [InlineData("--to", "beta", "--all")]
    [InlineData("--to", "beta", "--all", "--expires-in-days", "0")]
    [InlineData("--all", "--expires-in-days", "30")]
    public async Task Grant_WithoutWhomWhatOrHowLong_IsWrongUse(params string[] arguments)
    {
        var run = await RunAsync(["grant", "create", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Script.GrantRequests);
    }

    [Fact]
    public async Task Search_OverAGrant_NamesIt_AndShowsWhoseAHitIs()
    {
        Store("v");

        var with = await RunAsync("search", "a red ball", "--grant", "g1");
        var without = await RunAsync("search", "a red ball");

        Assert.Equal(["g1"], Script.Searches.First().Grants);
        Assert.Contains("tenant", with.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("tenant", without.Output, StringComparison.Ordinal);
    }
}
