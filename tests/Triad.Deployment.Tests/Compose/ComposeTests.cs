using Triad.Deployment.Tests.Charts;
using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Compose;

/// <summary>Compose and the chart (with the values of the quickstart) say the same.</summary>
public sealed class ComposeTests
{
    // What only one of the two has, or has in a form of its own.
    private static readonly string[] OfThePlace = ["POD_NAME", "POD_NAMESPACE", "OTEL_RESOURCE_ATTRIBUTES", "Triad__Cluster__SiloAddress", "Triad__Server__OtlpEndpoint"];

    private static readonly ComposeFile File = ComposeFile.Read();

    [Theory]
    [InlineData("gateway")]
    [InlineData("silo")]
    [InlineData("embed")]
    public async Task Role_InBoth_HasTheSameImageVariablesPortsAndProbes(string role)
    {
        var chart = await RoleAsync(role);
        var container = chart.Containers.Single();

        Assert.Equal(YamlText.Text(container, "image"), File.Image(role));
        Assert.Equal(Compared(await WithSecretsAsync(chart.Variables)), Compared(File.Variables(role)));
        Assert.Equal(
            YamlText.List(container, "ports").Select(port => YamlText.Text(port, "containerPort")!).Order(),
            File.Ports(role).Order());
        Assert.Equal($"{YamlText.Text(chart.Pod, "terminationGracePeriodSeconds")}s", YamlText.Text(File.Service(role), "stop_grace_period"));

        // The tool's status asks for liveness and readiness, where the chart's probes ask for them.
        var port = YamlText.Text(container, "readinessProbe", "grpc", "port");
        Assert.Equal(
            ["CMD", "dotnet", "/app/triad.dll", "status", "--address", $"http://127.0.0.1:{port}"],
            YamlText.List(File.Service(role), "healthcheck", "test"));
        Assert.Equal("readiness", YamlText.Text(container, "readinessProbe", "grpc", "service"));
        Assert.Equal("liveness", YamlText.Text(container, "livenessProbe", "grpc", "service"));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("silo")]
    [InlineData("embed")]
    public async Task Role_InBoth_ReadsTheSameKeys(string role)
    {
        var chart = await RoleAsync(role);
        var mounts = YamlText.List(chart.Containers.Single(), "volumeMounts").Where(mount => YamlText.Text(mount, "name") == "keys").ToList();
        var keys = YamlText.List(chart.Pod, "volumes").Single(volume => YamlText.Text(volume, "name") == "keys");
        var files = YamlText.List(keys, "secret", "items").Select(item => $"/etc/triad/keys/{YamlText.Text(item, "path")}").ToList();
        var own = mounts.Where(mount => YamlText.At(mount, "subPath") is not null).Select(mount => YamlText.Text(mount, "mountPath")!);

        // The token key is looked for in the data directory; in the folder of keys nobody reads it.
        Assert.Equal(files.Except(["/etc/triad/keys/token.key"]).Concat(own).Order(), File.SecretTargets(role).Order());
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("silo")]
    [InlineData("embed")]
    [InlineData("tools")]
    public void Role_InCompose_IsConfinedAsInAPod(string role)
    {
        var service = File.Service(role);

        Assert.Equal("1654:1654", YamlText.Text(service, "user"));
        Assert.Equal("true", YamlText.Text(service, "read_only"));
        Assert.Equal(["ALL"], YamlText.List(service, "cap_drop"));
        Assert.Equal(["no-new-privileges:true"], YamlText.List(service, "security_opt"));
    }

    [Fact]
    public async Task Images_OfOthers_AreTheSameEverywhere()
    {
        var kind = Manifest.Read(await Text("deploy", "kind", "dependencies.yaml"));
        foreach (var name in (string[])["qdrant", "azurite", "redis"])
            Assert.Equal(File.Image(name), YamlText.Text(kind.Single(one => one.Kind == "Deployment" && one.Name == name).Containers.Single(), "image"));
        var collector = (await Manifest.RenderedAsync("kind")).Single(one => one.Kind == "Deployment" && one.Name == "triad-collector");
        Assert.Equal(File.Image("collector"), YamlText.Text(collector.Containers.Single(), "image"));

        var script = await Text("deploy", "kind", "run.sh");
        Assert.Contains(
            $"third=({File.Image("qdrant")} {File.Image("azurite")} {File.Image("redis")} {File.Image("collector")})", script, StringComparison.Ordinal);
        Assert.All(File.Services, service => Assert.DoesNotMatch(@"(:latest|^[^:]+)$", File.Image(service)));
    }

    [Fact]
    public void Ports_ThatAreOpened_AreOfThisMachineAlone() =>
        Assert.All(
            File.Services.SelectMany(service => YamlText.List(File.Service(service), "ports")),
            port => Assert.StartsWith("127.0.0.1:", YamlText.Text(port)));

    [Fact]
    public async Task Files_ThatAreMounted_AreThere()
    {
        var folder = Path.Combine(Checkout.Root, "deploy");
        var mounted = File.Services.SelectMany(service => YamlText.List(File.Service(service), "volumes"))
            .Select(volume => YamlText.Text(volume)!.Split(':')[0])
            .Where(source => source.StartsWith('.'))
            .ToList();

        Assert.NotEmpty(mounted);
        Assert.All(mounted, source => Assert.True(Path.Exists(Path.Combine(folder, source)), source));
        Assert.Contains("compose/keys", await Text("deploy", "compose", "up.sh"), StringComparison.Ordinal);
    }

    private static Task<string> Text(params string[] path) => System.IO.File.ReadAllTextAsync(Path.Combine([Checkout.Root, .. path]));

    private static async Task<Manifest> RoleAsync(string role) =>
        (await Manifest.RenderedAsync("kind")).Single(one => one.Kind == "Deployment" && one.Name == $"triad-{role}");

    private static IEnumerable<KeyValuePair<string, string>> Compared(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.Where(one => !OfThePlace.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal);

    private static async Task<Dictionary<string, string>> WithSecretsAsync(Dictionary<string, string> variables)
    {
        var secret = YamlText.Map(Manifest.Read(await Text("deploy", "kind", "dependencies.yaml")).Single(one => one.Kind == "Secret").Node, "stringData");
        return variables.ToDictionary(
            one => one.Key,
            one => one.Value.StartsWith("triad-dependencies/", StringComparison.Ordinal) ? YamlText.Text(secret[one.Value.Split('/')[1]])! : one.Value);
    }
}
