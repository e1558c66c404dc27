using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Charts;

public sealed class NetworkTests
{
    [Fact]
    public async Task Policies_ByDefault_DenyEverythingToEveryPodOfTheRelease()
    {
        var all = await Manifest.RenderedAsync("minimal");
        var deny = all.Single(one => one.Name == "triad-deny");

        Assert.Equal(["Ingress", "Egress"], YamlText.List(deny.Node, "spec", "policyTypes"));
        Assert.Null(YamlText.At(deny.Node, "spec", "ingress"));
        Assert.Null(YamlText.At(deny.Node, "spec", "egress"));
        var ours = YamlText.Map(deny.Node, "spec", "podSelector", "matchLabels");
        Assert.All(all.Where(one => one.Pod is not null), one =>
        {
            var labels = one.Kind == "Pod" ? YamlText.Map(one.Node, "metadata", "labels") : YamlText.Map(one.Node, "spec", "template", "metadata", "labels");
            Assert.All(ours, label => Assert.Equal(label.Value, labels[label.Key]));
        });
    }

    [Fact]
    public async Task Qdrant_IsReachedByThePlatformAlone()
    {
        var all = await Manifest.RenderedAsync("azure");

        var reaches = all.Where(one => one.Kind == "NetworkPolicy" && Ports(one, "egress").Contains("6334")).ToList();
        Assert.Equal(["triad-members"], reaches.Select(one => one.Name));
        Assert.Equal("true", YamlText.Text(reaches[0].Node, "spec", "podSelector", "matchLabels", "triad.dev/member"));
        var members = all.Where(one => one.Pod is not null && YamlText.Text(one.Node, "spec", "template", "metadata", "labels", "triad.dev/member") == "true");
        Assert.Equal(["triad-embed", "triad-gateway", "triad-silo"], members.Select(one => one.Name).Order());

        var guard = all.Single(one => one.Name == "triad-qdrant");
        Assert.Equal("qdrant", YamlText.Text(guard.Node, "metadata", "namespace"));
        Assert.Equal(["6334", "6335"], Ports(guard, "ingress"));
        Assert.All(YamlText.List(guard.Node, "spec", "ingress"), rule => Assert.NotEmpty(YamlText.List(rule, "from")));
    }

    [Fact]
    public async Task Health_ServedInPlaintext_IsOpenedToNoPod() =>
        Assert.DoesNotContain(
            (await Manifest.RenderedAsync("tls")).Where(one => one.Kind == "NetworkPolicy"),
            one => Ports(one, "ingress").Contains("7480"));

    [Fact]
    public async Task Scaler_WhichAsksForNoKey_IsOpenedToKedaAlone()
    {
        var open = (await Manifest.RenderedAsync("gpu")).Where(one => one.Kind == "NetworkPolicy" && Ports(one, "ingress").Contains("7481")).ToList();

        Assert.Equal(["triad-scaler"], open.Select(one => one.Name));
        var from = YamlText.List(YamlText.List(open[0].Node, "spec", "ingress").Single(), "from").Single();
        Assert.Equal("keda", YamlText.Text(from, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name"));
        Assert.DoesNotContain(await Manifest.RenderedAsync("minimal"), one => Ports(one, "ingress").Contains("7481"));
    }

    [Fact]
    public async Task Stores_OfRedis_AreReachedOnTheirPorts() =>
        Assert.Superset(
            new HashSet<string> { "443", "6379" },
            Ports((await Manifest.RenderedAsync("minimal")).Single(one => one.Name == "triad-members"), "egress").ToHashSet());

    [Fact]
    public async Task Services_ByDefault_AreInsideTheCluster() =>
        Assert.All(
            (await Manifest.RenderedAsync("minimal")).Where(one => one.Kind == "Service"),
            one => Assert.Equal("ClusterIP", YamlText.Text(one.Node, "spec", "type")));

    private static List<string> Ports(Manifest policy, string direction) =>
    [
        .. YamlText.List(policy.Node, "spec", direction).SelectMany(rule => YamlText.List(rule, "ports")).Select(port => YamlText.Text(port, "port")!),
    ];
}
