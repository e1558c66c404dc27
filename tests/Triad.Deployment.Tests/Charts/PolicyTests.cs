using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Charts;

/// <summary>What every pod of every render has, and of deploy/kind beside it: pod security "restricted", and more.</summary>
public sealed class PolicyTests
{
    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Pods_OfEveryRender_KeepThePolicies(string values) => Assert.Equal([], (await PodsAsync(values)).SelectMany(PodPolicies.Faults));

    [Fact]
    public void Pods_OfTheQuickstart_KeepThePolicies()
    {
        var pods = Manifest.Read(File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "kind", "dependencies.yaml"))).Where(one => one.Pod is not null).ToList();

        Assert.NotEmpty(pods);
        // Programs of others that need no long start have no startup probe.
        Assert.Equal([], pods.SelectMany(PodPolicies.Faults).Where(fault => !fault.EndsWith("no startupProbe", StringComparison.Ordinal)));
    }

    [Fact]
    public void Faults_OfABadPod_AreFound()
    {
        var bad = Manifest.Read("""
            kind: Deployment
            metadata: { name: bad }
            spec:
              template:
                spec:
                  hostNetwork: true
                  containers:
                    - name: x
                      image: triad/server:latest
                      securityContext: { privileged: true }
            """).Single();

        var faults = PodPolicies.Faults(bad).ToList();

        Assert.Contains("Deployment bad: hostNetwork", faults);
        Assert.Contains("Deployment bad x: the image 'triad/server:latest' has no fixed tag", faults);
        Assert.Contains("Deployment bad x: privileged", faults);
        Assert.Contains("Deployment bad x: the root file system can be written", faults);
        Assert.Contains("Deployment bad x: no memory limit", faults);
        Assert.Contains("Deployment bad x: no readinessProbe", faults);
    }

    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Replicas_WhereAnAutoscalerCounts_AreNotSet(string values)
    {
        var all = await Manifest.RenderedAsync(values);
        var scaled = all.Where(one => one.Kind is "HorizontalPodAutoscaler" or "ScaledObject").Select(one => one.Name).ToList();
        Assert.Equal(scaled.Distinct(), scaled);

        Assert.All(all.Where(one => one.Kind == "Deployment"), one =>
            Assert.Equal(scaled.Contains(one.Name), YamlText.At(one.Node, "spec", "replicas") is null));
    }

    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Roles_WithSeveralPods_HaveABudgetAndAreSpreadOverZones(string values)
    {
        var all = await Manifest.RenderedAsync(values);
        var budgets = all.Where(one => one.Kind == "PodDisruptionBudget").ToDictionary(one => one.Name);

        foreach (var role in all.Where(one => one.Kind == "Deployment" && !one.Name.EndsWith("-collector", StringComparison.Ordinal)))
        {
            // A pool that the queue scales may have many, whatever its least.
            var replicas = YamlText.Text(role.Node, "spec", "replicas") ?? all.Where(one => one.Name == role.Name)
                .Select(one => YamlText.Text(one.Node, "spec", "minReplicas") ?? YamlText.Text(one.Node, "spec", "maxReplicaCount"))
                .Single(count => count is not null);
            if (replicas != "1" && (values, role.Name) is not ("own", "videos-silo"))
                Assert.Equal("AlwaysAllow", YamlText.Text(budgets[role.Name].Node, "spec", "unhealthyPodEvictionPolicy"));
            else
                Assert.DoesNotContain(role.Name, budgets.Keys);
            var zone = YamlText.List(role.Pod, "topologySpreadConstraints").Single(one => YamlText.Text(one, "topologyKey") == "topology.kubernetes.io/zone");
            Assert.Equal(["pod-template-hash"], YamlText.List(zone, "matchLabelKeys"));
        }
    }

    [Fact]
    public async Task Keda_ScalesBothPoolsByTheQueue_AndTheirSharesAreTheWhole()
    {
        var all = await Manifest.RenderedAsync("gpu");
        var scaled = all.Where(one => one.Kind == "ScaledObject").ToList();

        Assert.Equal(["triad-embed", "triad-embed-gpu"], scaled.Select(one => one.Name).Order());
        Assert.All(scaled, one => Assert.Equal(one.Name, YamlText.Text(one.Node, "spec", "scaleTargetRef", "name")));
        var triggers = scaled.SelectMany(one => YamlText.List(one.Node, "spec", "triggers")).ToList();
        Assert.Equal(1, triggers.Select(one => YamlText.Text(one, "metadata", "share")).Where(share => share is not null)
            .Sum(share => double.Parse(share!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(triggers, one => Assert.Equal("triad-scaler.triad:7481", YamlText.Text(one, "metadata", "scalerAddress")));
        Assert.Contains(all, one => one is { Kind: "Service", Name: "triad-scaler" });
        Assert.Contains("scaler+http://0.0.0.0:7481", all.Single(one => one is { Kind: "Deployment", Name: "triad-gateway" }).Variables["TRIAD_URLS"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gpu_SelectorsAndTolerations_AreOnEveryPodThatTouchesModels()
    {
        var all = await Manifest.RenderedAsync("gpu");
        var pool = all.Single(one => one.Name == "triad-embed-gpu" && one.Kind == "Deployment").Pod!;
        var job = all.Single(one => one.Kind == "Job" && one.Name.StartsWith("triad-models-", StringComparison.Ordinal)).Pod!;

        foreach (var part in (string[])["nodeSelector", "tolerations", "runtimeClassName"])
            Assert.Equivalent(YamlText.At(pool, part), YamlText.At(job, part), strict: true);
        foreach (var pod in (Dictionary<string, object?>[])[pool, job])
            Assert.Equal("1", YamlText.Text(YamlText.List(pod, "containers").Single(), "resources", "limits", "nvidia.com/mig-1g.10gb"));
        var cpu = all.Single(one => one.Name == "triad-embed" && one.Kind == "Deployment").Pod!;
        Assert.Null(YamlText.At(cpu, "runtimeClassName"));
    }

    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Stop_OfARole_LeavesTimeForThePreStopAndTheShutdown(string values)
    {
        foreach (var role in (await Manifest.RenderedAsync(values)).Where(one => one.Kind == "Deployment" && !one.Name.EndsWith("-collector", StringComparison.Ordinal)))
        {
            var grace = int.Parse(YamlText.Text(role.Pod, "terminationGracePeriodSeconds")!);
            var pause = int.Parse(YamlText.Text(role.Containers.Single(), "lifecycle", "preStop", "sleep", "seconds") ?? "0");

            Assert.True(grace >= pause + int.Parse(role.Variables["ASPNETCORE_SHUTDOWNTIMEOUTSECONDS"]) + 10, role.Who);
        }
    }

    [Fact]
    public async Task Notes_NameWhatIsInsecure()
    {
        var (code, output, errors) = await Helm.RunAsync("install", "triad", Helm.Chart, "-f", Helm.PathOf("own"), "--set", "embedGpu.requireSandbox=false", "--dry-run=client");

        Assert.True(code == 0, errors);
        var notes = output[output.IndexOf("NOTES:", StringComparison.Ordinal)..];
        Assert.All(
            (string[])["triad tenant create acme", "networkPolicy.enabled=false", "embedGpu.requireSandbox=false", "qdrant.allowPlaintextKey=true", "cluster.tls is not set"],
            text => Assert.Contains(text, notes, StringComparison.Ordinal));
        Assert.DoesNotContain("tls.enabled=false", notes, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<Manifest>> PodsAsync(string values)
    {
        var pods = (await Manifest.RenderedAsync(values)).Where(one => one.Pod is not null).ToList();
        Assert.NotEmpty(pods);
        return pods;
    }
}
