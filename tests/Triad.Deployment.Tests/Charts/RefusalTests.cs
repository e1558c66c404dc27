using System.Text.Json;

namespace Triad.Deployment.Tests.Charts;

/// <summary>Wrong values are refused before anything is rendered, with the value and the remedy.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("gateway.replicas=two", "/gateway/replicas': got string, want integer")]
    [InlineData("gateway.replicas=0", "minimum: got 0, want 1")]
    [InlineData("gateway.replcas=2", "additional properties 'replcas' not allowed")]
    [InlineData("gatway.replicas=2", "additional properties 'gatway' not allowed")]
    [InlineData("cluster.provider=Etcd", "value must be one of 'Redis', 'AzureTable', 'AdoNet'")]
    [InlineData("images.server.tag=latest", "/images/server/tag")]
    [InlineData("images.server.digest=sha256:12", "does not match pattern")]
    [InlineData("qdrant.endpoint=qdrant:6334", "/qdrant/endpoint")]
    [InlineData("network.apiPort=70000", "maximum: got 70,000, want 65,535")]
    [InlineData("settings.Inference:Onnx:Device=Cpu", "invalid propertyName 'Inference:Onnx:Device'")]
    [InlineData("embed.seccompProfile.type=Unconfined", "value must be one of 'RuntimeDefault', 'Localhost'")]
    [InlineData("gateway.resources.limits.memory=lots", "/gateway/resources/limits/memory")]
    [InlineData("embed.queueScaling.share=2", "/embed/queueScaling/share': maximum: got 2, want 1")]
    [InlineData("networkPolicy.enabled=perhaps", "got string, want boolean")]
    public async Task Template_ValueThatTheSchemaDoesNotHave_IsRefused(string value, string says) => await RefusesAsync(says, "--set", value);

    [Theory]
    [InlineData("storage.existingSecret=", "storage.existingSecret is not set")]
    [InlineData("storage.serviceUri=https://a.blob.core.windows.net", "both set. Take one out.")]
    [InlineData("cluster.existingSecret=", "cluster.existingSecret is not set. Name a Secret with the connection string of Redis")]
    [InlineData("cluster.provider=AzureTable,cluster.existingSecret=", "needs either cluster.serviceUri")]
    [InlineData("qdrant.endpoint=", "qdrant.endpoint is not set")]
    [InlineData("qdrant.existingSecret=key", "qdrant.endpoint is plaintext")]
    [InlineData("keys.mediaKeyProvider=AzureKeyVault", "keys.keyVault.vaultUri is not set")]
    [InlineData("operator.mode=token", "operator.tokenSecret is not set")]
    [InlineData("azure.workloadIdentity.enabled=true", "azure.workloadIdentity.clientId is not set")]
    [InlineData("tls.enabled=true", "there is no certificate")]
    [InlineData("tls.certManager.enabled=true,tls.certManager.selfSigned=true", "tls.enabled is not")]
    [InlineData("tls.enabled=true,tls.certManager.enabled=true", "either issuerName or selfSigned")]
    [InlineData("embed.enabled=false", "nobody would embed")]
    [InlineData("embed.seccompProfile.type=Localhost", "embed.seccompProfile.localhostProfile is not set")]
    [InlineData("silo.autoscaling.maxReplicas=1", "silo.autoscaling.maxReplicas 1 is less than minReplicas 3")]
    [InlineData("keda.enabled=true,embed.queueScaling.most=1,embed.queueScaling.least=2", "embed.queueScaling.most 1 is less than least 2")]
    [InlineData("keda.enabled=true,embed.queueScaling.least=0", "embed.queueScaling.least is 0")]
    [InlineData("keda.enabled=true,networkPolicy.kedaFrom=null", "networkPolicy.kedaFrom is empty")]
    [InlineData("gateway.route.enabled=true", "gateway.route.parentRefs is empty")]
    [InlineData("modelCache.enabled=true", "modelCache.models is empty")]
    [InlineData("monitoring.serviceMonitor.enabled=true", "needs telemetry.collector.enabled")]
    [InlineData("monitoring.rules.enabled=true", "monitoring.rules.runbookBaseUrl is not set")]
    [InlineData("settings.Triad:Cluster:Provider=None", "settings has Triad:Cluster:Provider, which the chart sets by itself")]
    public async Task Template_ValuesThatDoNotGoTogether_AreRefusedWithTheRemedy(string values, string says) => await RefusesAsync(says, "--set", values);

    [Fact]
    public async Task Template_WithoutValues_NamesAllThatIsMissingAtOnce()
    {
        var (code, _, errors) = await Helm.RunAsync("template", "triad", Helm.Chart);

        Assert.NotEqual(0, code);
        Assert.All((string[])["storage.existingSecret", "cluster.existingSecret", "qdrant.endpoint"], value => Assert.Contains(value, errors, StringComparison.Ordinal));
    }

    [Fact]
    public void Schema_EveryObjectWithNamedProperties_AllowsNoOthers()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Helm.Chart, "values.schema.json")));

        Assert.Equal([], Open(schema.RootElement, "#"));
    }

    private static IEnumerable<string> Open(JsonElement node, string path)
    {
        if (node.ValueKind != JsonValueKind.Object)
            yield break;
        if (node.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && !(node.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False))
            yield return path;
        foreach (var property in node.EnumerateObject())
        {
            foreach (var open in Open(property.Value, $"{path}/{property.Name}"))
                yield return open;
        }
    }

    private static async Task RefusesAsync(string says, params string[] more)
    {
        var (code, output, errors) = await Helm.RunAsync(["template", "triad", Helm.Chart, "-f", Helm.PathOf("minimal"), .. more]);

        Assert.True(code != 0, output);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }
}
