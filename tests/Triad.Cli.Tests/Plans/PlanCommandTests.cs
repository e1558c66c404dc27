namespace Triad.Cli.Tests.Plans;

public sealed class PlanCommandTests : ToolTest
{
    [Fact]
    public async Task Plan_CreatedChangedAndDeleted_SaysWhatItGives()
    {
        var created = await RunAsync("plan", "create", "gold", "--videos", "5", "--weight", "3", "--allow-package", "a", "--allow-package", "b", "--tier", "dedicated", "--json");
        var changed = await RunAsync("plan", "update", "gold", "--videos", "none", "--retention-days", "30", "--allow-package", "all", "--json");
        var listed = await RunAsync("plan", "list", "--json");
        var deleted = await RunAsync("plan", "delete", "gold", "--json");

        Assert.Equal(5, created.Json.GetProperty("quotas").GetProperty("videos").GetInt64());
        Assert.Equal(["a", "b"], created.Json.GetProperty("allowed_packages").EnumerateArray().Select(package => package.GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, created.Json.TryGetProperty("retention", out var kept) ? kept.ValueKind : System.Text.Json.JsonValueKind.Null);
        Assert.True(changed.Json.TryGetProperty("retention", out _));
        Assert.Empty(changed.Json.GetProperty("allowed_packages").EnumerateArray());
        Assert.Equal("gold", listed.Json.GetProperty("plans")[0].GetProperty("id").GetString());
        Assert.Equal("gold", deleted.Json.GetProperty("deleted").GetString());
        Assert.Empty(Script.Plans);
    }

    [Fact]
    public async Task Plan_WithARetentionOfNothing_IsWrongUse()
    {
        var run = await RunAsync("plan", "create", "gold", "--retention-days", "0");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(Script.Plans);
    }
}
