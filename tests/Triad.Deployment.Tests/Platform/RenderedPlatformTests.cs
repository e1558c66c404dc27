using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Triad.Deployment.Tests.Charts;
using Triad.Deployment.Tests.Monitoring;
using Triad.Deployment.Tests.Yaml;
using Triad.Testing.Telemetry.Otlp;
using Triad.Testing.Time;

namespace Triad.Deployment.Tests.Platform;

/// <summary>What can be run of the chart without a cluster: its variables, keys, probes and scripts, with real processes.</summary>
public sealed class RenderedPlatformTests(RenderedPlatform platform) : IClassFixture<RenderedPlatform>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("gateway")]
    [InlineData("silo")]
    [InlineData("embed")]
    public async Task Probes_OfARole_AreAnsweredWithServing(string role)
    {
        using var channel = GrpcChannel.ForAddress(FormattableString.Invariant($"http://127.0.0.1:{platform.HealthPort(role)}"));
        var health = new Health.HealthClient(channel);
        foreach (var probe in (string[])["startupProbe", "readinessProbe", "livenessProbe"])
        {
            var service = YamlText.Text(platform.Rendered[role].Containers.Single(), probe, "grpc", "service")!;

            await WaitUntilServingAsync(health, service).WithinAsync($"{probe} to be answered with SERVING");
        }
    }

    [Fact]
    public async Task Probes_OfARole_NameServicesThatAreKnown()
    {
        using var channel = GrpcChannel.ForAddress(FormattableString.Invariant($"http://127.0.0.1:{platform.HealthPort("silo")}"));

        var unknown = await Assert.ThrowsAsync<RpcException>(
            async () => await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = "gateway" }));

        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task HelmTest_OnTheRenderedPlatform_FindsTheMomentAndProvesItGone()
    {
        var (code, output, errors) = await ScriptAsync("test.sh");

        Assert.True(code == 0, output + errors);
        Assert.EndsWith("== all is well\n", output, StringComparison.Ordinal);
        await AssertAlertsSeeItAsync();
    }

    [Fact]
    public async Task SmokeJob_OnTheRenderedPlatform_AcceptsTheOperatorsKey()
    {
        var (code, output, errors) = await ScriptAsync("smoke.sh");

        Assert.True(code == 0, output + errors);
        Assert.Contains("the operator's key is accepted", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_OnAReadOnlyRootWithoutCapabilities_HaveStarted()
    {
        Assert.SkipWhen(Confinement.Refusal is not null, $"This machine refuses a layer of the sandbox: {Confinement.Refusal}");
        var data = Directory.CreateTempSubdirectory("triad-confined-");
        try
        {
            // The fixture has started the roles through this command; what it means:
            string[] command = [.. Confinement.Command(data.FullName), "sh", "-c", $"id -u; grep CapEff /proc/self/status; touch {data.FullName}/x && touch /x"];

            var (code, output, errors) = await Run.ToEndAsync(command[0], command[1..]);

            Assert.NotEqual(0, code);
            Assert.Equal(["1654", "CapEff:\t0000000000000000"], output.TrimEnd().Split('\n'));
            Assert.Contains("Read-only file system", errors, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(data.FullName, "x")));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Gateway_WithTlsAndABootstrapToken_ServesBothOnTheirPorts()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=triad", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
        using var tool = new ToolOnPath();
        var authority = Path.Combine(tool.Folder, "ca.crt");
        await File.WriteAllTextAsync(authority, certificate.ExportCertificatePem());

        var address = await platform.StartGatewayAsync("tls", new Dictionary<string, string>
        {
            ["tls.crt"] = certificate.ExportCertificatePem(),
            ["tls.key"] = key.ExportPkcs8PrivateKeyPem(),
            ["bootstrap.token"] = $"tb_{new string('a', 64)}",
            ["api-key"] = "of-qdrant",
        });

        Assert.Equal("https", address.Scheme);
        using var channel = GrpcChannel.ForAddress(FormattableString.Invariant($"http://127.0.0.1:{platform.HealthPort("gateway-tls")}"));
        await WaitUntilServingAsync(new Health.HealthClient(channel), "readiness").WithinAsync("the gateway to be ready");
        var (_, status, _) = await Tool.RunAsync("status", "--address", address.ToString(), "--ca", authority);
        Assert.Matches("live +yes", status);
        var (code, output, errors) = await Tool.RunAsync(
            "tenant", "list", "--address", address.ToString(), "--ca", authority, "--key", platform.OperatorKey);
        Assert.True(code == 0, output + errors);
    }

    // On a busy machine readiness may end for a moment; the kubelet asks again too.
    private static async Task WaitUntilServingAsync(Health.HealthClient health, string service)
    {
        while ((await health.CheckAsync(new HealthCheckRequest { Service = service })).Status != HealthCheckResponse.Types.ServingStatus.Serving)
            await Task.Yield();
    }

    // What the run has told the collector: as it is named there, the alerts' expressions find it.
    private async Task AssertAlertsSeeItAsync()
    {
        string[] wanted = ["triad.gateway.call.duration", "triad.search.duration", "triad.ingest.queue.jobs", "triad.ingest.duration", "triad.qdrant.search.duration"];
        await platform.Telemetry.Arrivals.UntilAsync(arrived => wanted.All(name => arrived.Metrics.Any(metric => metric.Name == name)), Patience);

        var metrics = platform.Telemetry.Arrivals.Metrics.Where(metric => metric.Name.StartsWith("triad.", StringComparison.Ordinal)).ToList();
        Assert.Equal([], metrics.Where(metric => !IsKnown(metric)).Select(metric => metric.Name).Distinct());
        var methods = metrics.Where(metric => metric.Name == "triad.gateway.call.duration").SelectMany(metric => metric.Histogram.DataPoints)
            .SelectMany(point => point.Attributes).Where(attribute => attribute.Key == "rpc.method").Select(attribute => attribute.Value.Text);
        Assert.Contains(methods, method => method.EndsWith("SearchService/Search", StringComparison.Ordinal));
        var outcomes = metrics.Where(metric => metric.Name == "triad.ingest.duration").SelectMany(metric => metric.Histogram.DataPoints)
            .SelectMany(point => point.Attributes).Where(attribute => attribute.Key == "outcome").Select(attribute => attribute.Value.Text);
        Assert.Equal(["ready"], outcomes.Distinct());
    }

    private static bool IsKnown(Metric metric)
    {
        string[] kinds = metric.Histogram is not null ? ["Histogram"] : metric.Gauge is not null ? ["ObservableGauge"] : ["Counter", "UpDownCounter"];
        return kinds.Any(kind => Instruments.SeriesOf(kind, metric.Name, metric.Unit).All(Instruments.Series.Contains));
    }

    private async Task<(int Code, string Output, string Errors)> ScriptAsync(string script)
    {
        using var tool = new ToolOnPath();
        return await Run.ToEndAsync("sh", [Path.Combine(Helm.Chart, "files", script)], new Dictionary<string, string>(tool.Environment)
        {
            ["TRIAD_ADDRESS"] = platform.Gateway.ToString(),
            ["TRIAD_KEY"] = platform.OperatorKey,
            ["MODEL"] = "triad-mini",
            ["CLIP"] = Path.Combine(Checkout.Samples, "sample-00.mp4"),
        });
    }
}
