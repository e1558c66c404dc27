using Triad.Client;

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
    public async Task Tenant_OffloadedAndRestored_SaysWhereItIsAndHowLarge()
    {
        await RunAsync("tenant", "create", "acme");

        var away = await RunAsync("tenant", "offload", "acme");
        var told = await RunAsync("tenant", "get", "acme", "--json");
        var back = await RunAsync("tenant", "restore", "acme", "--json");

        Assert.Contains("Offloaded, 3", away.Output, StringComparison.Ordinal);
        Assert.Equal(("OFFLOADED", 3 << 20), (told.Json.GetProperty("residency").GetString(), told.Json.GetProperty("offloaded_bytes").GetInt64()));
        Assert.Equal(("HOT", 0), (back.Json.GetProperty("residency").GetString(), back.Json.GetProperty("offloaded_bytes").GetInt64()));
    }

    [Fact]
    public async Task Tenant_WithTheRetentionOfItsPlan_SaysWhoseItIs()
    {
        await RunAsync("tenant", "create", "acme");
        Script.Tenants["acme"].EffectiveRetention = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromDays(30));

        var told = await RunAsync("tenant", "get", "acme");

        Assert.Contains("of its plan", told.Output, StringComparison.Ordinal);
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

    [Fact]
    public async Task Key_CreatedWithFilterNetworkAndEnd_IsAskedForSo()
    {
        await RunAsync(
            "key", "create", "acme", "--scope", "tenant-admin", "--scope", "search", "--where", "owner=ann", "--network", "203.0.113.0/24", "--network", "::1",
            "--filter", """{"must":[{"videoIds":{"ids":["v"]}}]}""", "--expires", "2027-01-01T00:00:00Z");

        var key = Script.Keys["key0"];
        Assert.Equal([V1.Scope.TenantAdmin, V1.Scope.Search], key.Scopes);
        Assert.Equal(["203.0.113.0/24", "::1"], key.Networks);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), key.ExpireTime.ToDateTimeOffset());
        Assert.Equal(("owner", "v"), (key.Filter.Must[0].Metadata.Key, key.Filter.Must[1].Filter.Must[0].VideoIds.Ids[0]));
    }

    [Fact]
    public async Task Key_WithAFilterThatIsNone_IsWrongUse()
    {
        var run = await RunAsync("key", "create", "acme", "--filter", """{"musst":[]}""");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Script.Keys);
    }

    [Fact]
    public async Task Key_Rotated_ShowsTheNewSecretAlone()
    {
        await RunAsync("key", "create", "acme");
        var rotated = await RunAsync("key", "rotate", "key0", "--overlap-hours", "2");

        Assert.Equal("tk_key0_another", rotated.Output.Trim());
        Assert.Equal(7200, Script.Keys["key0"].RotationEndTime.Seconds);
    }

    [Fact]
    public async Task Token_Created_IsOfTheKeyAndSaysWhatItAllows()
    {
        var key = DrawnApiKey.Draw().Key;
        var made = await RunAsync("token", "create", "ann", "--where", "owner=ann", "--minutes", "5", "--key", key, "--json");
        var wrong = await RunAsync("token", "create", "ann");

        var payload = System.Text.Encoding.UTF8.GetString(
            System.Buffers.Text.Base64Url.DecodeFromChars(made.Json.GetProperty("token").GetString()!.Split('.')[1]));
        Assert.Contains("\"sub\":\"ann\"", payload, StringComparison.Ordinal);
        Assert.Contains("owner", payload, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
    }
}
