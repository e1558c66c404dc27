namespace Triad.Cli.Tests.Tenants;

public sealed class UsageCommandTests : ToolTest
{
    [Fact]
    public async Task Show_OfASpan_AsksForItAndTellsAmounts()
    {
        Script.Used.Add(new V1.UsageAmount { Kind = "embed_seconds", Unit = "s", Amount = "12.000001", Package = "clip", Events = 2 });

        var run = await RunAsync("usage", "show", "acme", "--from", "2026-11-01", "--to", "2026-12-01", "--step", "day", "--by", "package", "--json");

        var amount = run.Json.GetProperty("amounts")[0];
        Assert.Equal(12.000001m, amount.GetProperty("amount").GetDecimal());
        var asked = Assert.Single(Script.UsageRequests);
        Assert.Equal(("acme", V1.UsageStep.Day, V1.UsageDimension.Package), (asked.TenantId, asked.Step, Assert.Single(asked.GroupBy)));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), asked.EndTime.ToDateTimeOffset());
    }

    [Fact]
    public async Task Show_OfADateThatIsNone_IsWrongUse()
    {
        var run = await RunAsync("usage", "show", "acme", "--from", "yesterday");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'yesterday' is not a time like 2026-11-01", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenantUsage_ShowsWhatThereIsNow()
    {
        var run = await RunAsync("tenant", "usage", "acme");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4.0 KiB", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportStatus_OfATargetThatFails_SaysWhyAndWhenNext()
    {
        Script.Exports.Add(new V1.UsageExportTarget { Name = "meter", Kind = "http", PendingEvents = 12, Problem = "It answered 500.", FailedTries = 3 });

        var run = await RunAsync("usage", "export", "status");

        Assert.Contains("It answered 500. (3 times)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_WithoutDifferences_Succeeds()
    {
        var run = await RunAsync("usage", "reconcile", "acme", "--json");

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Reconcile_WithDifferences_TellsThemAndEndsWith1()
    {
        Script.Differences.Add(new V1.UsageDifference { What = "video car, embed_seconds event 1", Expected = "12", Found = "missing" });

        var run = await RunAsync("usage", "reconcile", "acme");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("missing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_OfNobody_IsWrongUse()
    {
        var run = await RunAsync("usage", "reconcile");

        Assert.Equal(2, run.ExitCode);
    }
}
