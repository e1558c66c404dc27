using System.Text.Json;
using System.Text.RegularExpressions;
using Triad.Deployment.Tests.Charts;
using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Monitoring;

public sealed partial class MonitoringTests
{
    // Labels that an expression may name, and what other exporters tell.
    private static readonly string[] Others = ["triad_tenant", "triad_component", "kube_deployment_status_replicas_unavailable"];

    [Theory]
    [InlineData("Histogram", "triad.search.wait", "s", "triad_search_wait_seconds_bucket")]
    [InlineData("Counter", "triad.gateway.upload.bytes", "By", "triad_gateway_upload_bytes_total")]
    [InlineData("ObservableGauge", "triad.tenant.stored", "By", "triad_tenant_stored_bytes")]
    [InlineData("UpDownCounter", "triad.ingest.running", "{video}", "triad_ingest_running")]
    public void SeriesOf_AnInstrument_IsNamedAsPrometheusDoes(string kind, string name, string unit, string series) =>
        Assert.Contains(series, Instruments.SeriesOf(kind, name, unit));

    [Fact]
    public async Task Alerts_Metrics_AreMadeByTheSources()
    {
        var rules = await RulesAsync();

        Assert.True(Instruments.Series.Count > 50, $"{Instruments.Series.Count}");
        Assert.NotEmpty(rules);
        Assert.Equal([], rules.SelectMany(rule => Unknown(YamlText.Text(rule, "expr")!)));
        Assert.DoesNotContain(rules, rule => Placeholder().IsMatch(YamlText.Text(rule, "expr")!));
    }

    [Fact]
    public async Task Alerts_HaveARunbookEach_ThatNamesThem()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs", "runbooks"), "*.md").ToDictionary(file => Path.GetFileName(file)!);
        var named = new List<string>();
        foreach (var rule in await RulesAsync())
        {
            var page = YamlText.Text(rule, "annotations", "runbook_url")!.Split('/')[^1];
            named.Add(page);

            Assert.StartsWith("https://runbooks.example/triad/", YamlText.Text(rule, "annotations", "runbook_url"));
            Assert.Contains(YamlText.Text(rule, "alert")!, await File.ReadAllTextAsync(pages[page]), StringComparison.Ordinal);
        }

        Assert.Equal(pages.Keys.Order(), named.Order());
    }

    [Fact]
    public async Task Dashboards_AreJsonOfKnownMetrics()
    {
        var maps = (await Manifest.RenderedAsync("observed"))
            .Where(one => YamlText.Text(one.Node, "metadata", "labels", "grafana_dashboard") == "1").ToList();

        Assert.Equal(Directory.GetFiles(Path.Combine(Helm.Chart, "dashboards"), "*.json").Length, maps.Count);
        var uids = new HashSet<string>();
        foreach (var map in maps)
        {
            using var dashboard = JsonDocument.Parse(YamlText.Text(YamlText.Map(map.Node, "data").Values.Single())!);
            var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToList();

            Assert.True(uids.Add(dashboard.RootElement.GetProperty("uid").GetString()!));
            Assert.NotEmpty(panels);
            Assert.Equal([], panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .SelectMany(target => Unknown(target.GetProperty("expr").GetString()!)));
        }
    }

    private static async Task<List<object?>> RulesAsync() => YamlText.List(
        YamlText.List((await Manifest.RenderedAsync("observed")).Single(one => one.Kind == "PrometheusRule").Node, "spec", "groups").Single(), "rules");

    private static IEnumerable<string> Unknown(string expression) =>
        Metric().Matches(expression).Select(match => match.Value).Where(name => !Instruments.Series.Contains(name) && !Others.Contains(name));

    [GeneratedRegex(@"\b(?:triad|kube)_[a-z_]+\b")]
    private static partial Regex Metric();

    [GeneratedRegex("[A-Z]{6,}")]
    private static partial Regex Placeholder();
}
