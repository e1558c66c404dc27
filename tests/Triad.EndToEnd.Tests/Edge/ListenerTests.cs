using System.Net;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Triad.Client;
using Triad.Gateway.Scaling.Keda;
using Triad.Testing.Servers;
using HealthCheckRequest = Grpc.Health.V1.HealthCheckRequest;

namespace Triad.EndToEnd.Tests.Edge;

/// <summary>One process with an address for each purpose: what is for another address is not there.</summary>
public sealed class ListenerTests(ListenerFixture listeners) : IClassFixture<ListenerFixture>
{
    [Fact]
    public async Task Health_Listener_AnswersProbesAlone()
    {
        using var channel = GrpcChannel.ForAddress(listeners.Health);
        var health = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = "readiness" });
        using var client = new TriadClient(listeners.Health.ToString(), listeners.OperatorKey);

        Assert.Equal(Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => client.Tenants.GetAsync("acme"));
        Assert.Contains("Unimplemented", refused.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(listeners.Health, "/healthz"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(listeners.Health, "/.well-known/jwks.json"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(listeners.Health, "/"));
    }

    [Fact]
    public async Task Api_Listener_HasHealthAndNeitherScalerNorDashboard()
    {
        using var channel = GrpcChannel.ForAddress(listeners.Api);
        var scaler = new ExternalScaler.ExternalScalerClient(channel);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(listeners.Api, "/healthz"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(listeners.Api, "/.well-known/jwks.json"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(listeners.Api, "/", listeners.OperatorKey));
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await scaler.IsActiveAsync(Trigger("jobs")));
        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    [Fact]
    public async Task Scaler_AsKedaAsksIt_TellsOfTheQueueWithoutAKey()
    {
        using var channel = GrpcChannel.ForAddress(listeners.Scaler);
        var scaler = new ExternalScaler.ExternalScalerClient(channel);
        var trigger = Trigger("work");

        var active = await scaler.IsActiveAsync(trigger);
        var spec = (await scaler.GetMetricSpecAsync(trigger)).MetricSpecs.Single();
        var value = (await scaler.GetMetricsAsync(new GetMetricsRequest { ScaledObjectRef = trigger, MetricName = "s0-triad-ingest-work" })).MetricValues.Single();

        Assert.False(active.Result);
        Assert.Equal(("triad-ingest-work", 160L, 160.0), (spec.MetricName, spec.TargetSize, spec.TargetSizeFloat));
        Assert.Equal(("s0-triad-ingest-work", 0.0), (value.MetricName, value.MetricValueFloat));
        using var stream = scaler.StreamIsActive(trigger);
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.False(stream.ResponseStream.Current.Result);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await scaler.IsActiveAsync(Trigger("everything")));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(listeners.Scaler, "/healthz"));
    }

    [Fact]
    public async Task Dashboard_IsForOperatorsAlone()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(listeners.Dashboard, "/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(listeners.Dashboard, "/", listeners.OperatorKey[..^1] + "x"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(listeners.Dashboard, "/", listeners.TenantKey));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(listeners.Dashboard, "/", listeners.OperatorKey));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(listeners.Dashboard, "/DashboardCounters", listeners.OperatorKey));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(listeners.Dashboard, "/DashboardCounters", listeners.TenantKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(listeners.Dashboard, "/DashboardCounters"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(listeners.Dashboard, "/", basic: $"anybody:{listeners.OperatorKey}"));
    }

    private static ScaledObjectRef Trigger(string metric) => new()
    {
        Name = "triad-embed",
        Namespace = "triad",
        ScalerMetadata = { ["scalerAddress"] = "triad-scaler.triad:7481", ["metric"] = metric, ["target"] = "160" },
    };

    private static async Task<HttpStatusCode> GetAsync(Uri address, string path, string? key = null, string? basic = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));

        // Plaintext: only the dashboard speaks the older protocol, as browsers do there.
        var isBrowsed = address.Port == ListenerFixture.DashboardPort;
        (request.Version, request.VersionPolicy) = (isBrowsed ? HttpVersion.Version11 : HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("authorization", $"Bearer {key}");
        if (basic is not null)
            request.Headers.TryAddWithoutValidation("authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(basic))}");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
