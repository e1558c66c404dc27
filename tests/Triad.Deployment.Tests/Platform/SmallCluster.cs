using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Triad.Deployment.Tests.Platform;

/// <summary>As much of Kubernetes' API as helm asks for when it looks a Secret up: which kinds there are, and that Secret.</summary>
internal sealed class SmallCluster : IAsyncDisposable
{
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["v1"] = ["Secret", "ConfigMap", "Service", "ServiceAccount", "Pod"],
        ["apps/v1"] = ["Deployment"],
        ["batch/v1"] = ["Job"],
        ["networking.k8s.io/v1"] = ["NetworkPolicy"],
        ["policy/v1"] = ["PodDisruptionBudget"],
    };

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-cluster-");

    private SmallCluster(WebApplication app) => _app = app;

    /// <summary>What helm is started with to find it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["KUBECONFIG"] = Path.Combine(_folder.FullName, "config"),
        ["HOME"] = _folder.FullName,
    };

    /// <summary>Starts one that has a Secret of a release.</summary>
    public static async Task<SmallCluster> StartAsync(string release, string name, IReadOnlyDictionary<string, string> data)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, $"/api/v1/namespaces/{release}/secrets/{name}", Secret(release, name, data)));
        await app.StartAsync();
        var cluster = new SmallCluster(app);
        await File.WriteAllTextAsync(cluster.Environment["KUBECONFIG"], $$"""
            apiVersion: v1
            kind: Config
            current-context: small
            clusters: [{ name: small, cluster: { server: "{{app.Urls.Single()}}" } }]
            users: [{ name: nobody, user: {} }]
            contexts: [{ name: small, context: { cluster: small, user: nobody } }]
            """);
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Task AnswerAsync(HttpContext context, string place, JsonObject secret)
    {
        var path = context.Request.Path.Value!;
        var answer = path switch
        {
            "/version" => new JsonObject { ["major"] = "1", ["minor"] = "35", ["gitVersion"] = "v1.35.0" },
            "/api" => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
            "/apis" => Groups(),
            _ when path == place => secret,
            _ => Kinds.Keys.FirstOrDefault(version => path == (version == "v1" ? "/api/v1" : $"/apis/{version}")) is { } found ? Resources(found) : null,
        };
        context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        answer ??= new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["reason"] = "NotFound", ["code"] = 404 };
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    private static JsonObject Secret(string release, string name, IReadOnlyDictionary<string, string> data) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = release,
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "Helm" },
            ["annotations"] = new JsonObject { ["meta.helm.sh/release-name"] = release, ["meta.helm.sh/release-namespace"] = release },
        },
        ["data"] = new JsonObject(data.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
    };

    private static JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. Kinds.Keys.Where(version => version != "v1").Select(version => new JsonObject
        {
            ["name"] = version.Split('/')[0],
            ["versions"] = new JsonArray(Version(version)),
            ["preferredVersion"] = Version(version),
        })]),
    };

    private static JsonObject Version(string version) => new() { ["groupVersion"] = version, ["version"] = version.Split('/')[1] };

    private static JsonObject Resources(string version) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = version,
        ["resources"] = new JsonArray([.. Kinds[version].Select(kind => new JsonObject
        {
            ["name"] = kind == "NetworkPolicy" ? "networkpolicies" : $"{kind.ToLowerInvariant()}s",
            ["singularName"] = "",
            ["namespaced"] = true,
            ["kind"] = kind,
            ["verbs"] = new JsonArray("get", "create", "list"),
        })]),
    };
}
