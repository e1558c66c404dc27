using System.Text;
using Triad.Deployment.Tests.Charts;
using Triad.Deployment.Tests.Yaml;
using Triad.Doubles;
using Triad.Testing.Azure;
using Triad.Testing.Redis;
using Triad.Testing.Telemetry;

namespace Triad.Deployment.Tests.Platform;

/// <summary>
/// The roles as the chart renders them for the quickstart, each a process of its own with the variables and the mounted secrets of its container, over
/// azurite, Redis and the double of Qdrant. What stands for the cluster: ports of the loopback for the pods' addresses, files for the mounts, and
/// bubblewrap for the container's confinement.
/// </summary>
public sealed class RenderedPlatform : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-rendered-");
    private readonly List<ServerProcess> _processes = [];
    private readonly Dictionary<string, int> _healthPorts = [];
    private Dictionary<string, string> _keys = [];
    private AzuriteProcess? _azurite;
    private RedisProcess? _redis;
    private QdrantDouble? _qdrant;

    /// <summary>The address at which clients come to the gateway.</summary>
    public Uri Gateway { get; private set; } = null!;

    /// <summary>The operator's key of the Secret that the chart made.</summary>
    public string OperatorKey => _keys["operator.key"];

    /// <summary>What stands for the chart's collector.</summary>
    public OtlpCollector Telemetry { get; private set; } = null!;

    /// <summary>What a role was rendered as.</summary>
    internal Dictionary<string, Manifest> Rendered { get; } = [];

    /// <summary>The port of a role that its probes ask.</summary>
    public int HealthPort(string role) => _healthPorts[role];

    public async ValueTask InitializeAsync()
    {
        Azurite.SkipWhereMissing();
        var all = await Manifest.RenderedAsync("kind");
        _keys = YamlText.Map(all.Single(one => one.Kind == "Secret").Node, "data")
            .ToDictionary(one => one.Key, one => Encoding.UTF8.GetString(Convert.FromBase64String(YamlText.Text(one.Value)!)));
        Telemetry = await OtlpCollector.StartAsync();
        _redis = await RedisProcess.StartAsync();
        _azurite = await AzuriteProcess.StartAsync();
        _qdrant = await QdrantDouble.StartAsync();
        foreach (var role in (string[])["silo", "embed", "gateway"])
        {
            Rendered[role] = all.Single(one => one.Kind == "Deployment" && one.Name == $"triad-{role}");
            _processes.Add(Launch(role, Rendered[role], _keys));
        }

        foreach (var process in _processes)
            await process.WaitReadyAsync(CancellationToken.None);
        Gateway = _processes[^1].Address;
    }

    /// <summary>Starts one more gateway of the same cluster, as other values render it.</summary>
    /// <param name="values">The file of values.</param>
    /// <param name="secrets">What the secrets hold that are not of the chart, by key.</param>
    public async Task<Uri> StartGatewayAsync(string values, IReadOnlyDictionary<string, string> secrets)
    {
        var pod = (await Manifest.RenderedAsync(values)).Single(one => one.Kind == "Deployment" && one.Name == "triad-gateway");
        var process = Launch($"gateway-{values}", pod, new Dictionary<string, string>(_keys.Concat(secrets)));
        _processes.Add(process);
        await process.WaitReadyAsync(CancellationToken.None);
        return process.Address;
    }

    public async ValueTask DisposeAsync()
    {
        // All at once: one that lives on would tell of the others' deaths.
        await Task.WhenAll(_processes.Select(process => process.KillAsync()));
        foreach (var process in _processes)
            await process.DisposeAsync();
        if (Telemetry is not null)
            await Telemetry.DisposeAsync();
        if (_qdrant is not null)
            await _qdrant.DisposeAsync();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private ServerProcess Launch(string name, Manifest pod, Dictionary<string, string> secrets)
    {
        var root = _folder.CreateSubdirectory(name).FullName;
        var data = Directory.CreateDirectory(Path.Join(root, "/var/lib/triad")).FullName;
        Mount(pod, root, secrets);
        var variables = pod.Variables;
        _healthPorts[name] = FreePort.Take();
        var server = ServerProcess.At(data, Urls(variables["TRIAD_URLS"], _healthPorts[name]), Confinement.Command(data));
        foreach (var (variable, value) in variables)
            server.Environment[variable] = InPlace(variable, value, root);
        server.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        server.ExpectError("Orleans.Runtime.MembershipService"); // A busy machine answers probes late.
        server.Launch();
        return server;
    }

    // Each file where the container finds it: as an item of the volume, or by its path within it.
    private static void Mount(Manifest pod, string root, Dictionary<string, string> secrets)
    {
        var volumes = YamlText.List(pod.Pod, "volumes").ToDictionary(one => YamlText.Text(one, "name")!);
        foreach (var mount in YamlText.List(pod.Containers.Single(), "volumeMounts"))
        {
            var volume = volumes[YamlText.Text(mount, "name")!];
            if (YamlText.At(volume, "secret") is null)
                continue;
            var target = Path.Join(root, YamlText.Text(mount, "mountPath"));
            var items = YamlText.List(volume, "secret", "items").ToDictionary(item => YamlText.Text(item, "path")!, item => YamlText.Text(item, "key")!);
            if (YamlText.Text(mount, "subPath") is { } file)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, secrets[items[file]]);
                continue;
            }

            Directory.CreateDirectory(target);
            foreach (var (path, key) in items.Count > 0 ? items : secrets.Keys.Where(key => key.StartsWith("tls.", StringComparison.Ordinal)).ToDictionary(key => key))
                File.WriteAllText(Path.Combine(target, path), secrets[key]);
        }
    }

    // The pods' ports are all the same; here each process has its own.
    private static string Urls(string rendered, int health) => string.Join(';', rendered.Split(';').Select(url => new Uri(url)).Select(url =>
        url.Port == 7480 ? FormattableString.Invariant($"{url.Scheme}://127.0.0.1:{health}") : $"{url.Scheme}://127.0.0.1:0"));

    private string InPlace(string name, string value, string root) => name switch
    {
        "Triad__Cluster__SiloAddress" => "127.0.0.1",
        "Triad__Cluster__SiloPort" => FormattableString.Invariant($"{FreePort.Take()}"),
        "Triad__Cluster__ConnectionString" => _redis!.ConnectionString,
        "Triad__Azure__ConnectionString" => _azurite!.ConnectionString,
        "Triad__Qdrant__Endpoint" => _qdrant!.Address.ToString(),
        "Triad__Server__LogFormat" => "Text",
        "Triad__Server__OtlpEndpoint" => Telemetry.Address.ToString(),
        _ when value.StartsWith("/etc/triad/", StringComparison.Ordinal) => Path.Join(root, value),
        _ => value,
    };
}
