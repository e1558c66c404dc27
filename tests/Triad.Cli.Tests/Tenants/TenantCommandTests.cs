namespace Triad.Cli.Tests.Tenants;

public sealed class TenantCommandTests : ToolTest
{
    [Fact]
    public async Task Tenant_CreatedAndListed_IsThere()
    {
        var created = await RunAsync("tenant", "create", "acme", "--name", "Acme Films", "--json");
        var listed = await RunAsync("tenant", "list", "--json");

        Assert.Equal("ACTIVE", created.Json.GetProperty("state").GetString());
        Assert.Equal("Acme Films", listed.Json.GetProperty("tenants")[0].GetProperty("display_name").GetString());
    }

    [Fact]
    public async Task Key_Created_IsTheOnlyThingOnStandardOutput()
    {
        var run = await RunAsync("key", "create", "acme", "--scope", "search");

        Assert.Equal("tk_key0_secret", run.Output.Trim());
        Assert.Equal([V1.Scope.Search], Script.Keys["key0"].Scopes);
    }

    [Fact]
    public async Task Key_ListedAndRevoked_IsGone()
    {
        await RunAsync("key", "create", "acme");
        var listed = await RunAsync("key", "list", "acme", "--json");
        var revoked = await RunAsync("key", "revoke", "key0", "--json");

        Assert.Equal("SEARCH", listed.Json.GetProperty("api_keys")[0].GetProperty("scopes")[0].GetString());
        Assert.Equal("key0", revoked.Json.GetProperty("revoked").GetString());
        Assert.Empty(Script.Keys);
    }
}
