using Triad.Deployment.Tests.Charts;
using Triad.Deployment.Tests.Compose;

namespace Triad.Deployment.Tests.Settings;

/// <summary>Every variable that is a setting is one that the server reads: a wrong name would be passed over without a word.</summary>
public sealed class SettingsTests
{
    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Variables_OfEveryRender_AreKnownSettings(string values)
    {
        var names = (await Manifest.RenderedAsync(values)).Where(one => one.Kind == "Deployment" && one.Containers.Single().ContainsKey("env"))
            .SelectMany(one => one.Variables.Keys)
            .ToList();

        Assert.Contains("Triad__Server__Roles", names);
        Assert.Equal([], Unknown(names));
    }

    [Fact]
    public void Variables_OfCompose_AreKnownSettings() =>
        Assert.Equal([], Unknown(((string[])["gateway", "silo", "embed"]).SelectMany(role => ComposeFile.Read().Variables(role).Keys)));

    [Theory]
    [InlineData("Triad:Cluster:Provider", true)]
    [InlineData("Triad:Storage:Grains", true)]
    [InlineData("Triad:Inference:Onnx:Device", true)]
    [InlineData("Triad:Gateway:TrustedProxies:0", true)]
    [InlineData("Triad:Gateway:Oidc:0:Issuer", true)]
    [InlineData("Triad:Usage:Export:Targets:billing:Kind", true)]
    [InlineData("Triad:Qdrant:ApiKeyFile", true)]
    [InlineData("Triad:Cluster:Provder", false)]
    [InlineData("Triad:Inference:Onnx", false)]
    [InlineData("Triad:Gateway:Oidc:0:Isuer", false)]
    [InlineData("Triad:Nothing:Here", false)]
    public void Has_OfANameThatTheServerReads_IsTrue(string name, bool known) => Assert.Equal(known, KnownSettings.Has(name));

    [Fact]
    public void Sections_AreFound() => Assert.True(KnownSettings.Count > 20, $"{KnownSettings.Count}");

    private static IEnumerable<string> Unknown(IEnumerable<string> variables) => variables
        .Where(name => name.StartsWith("Triad__", StringComparison.Ordinal))
        .Select(name => name.Replace("__", ":", StringComparison.Ordinal))
        .Where(name => !KnownSettings.Has(name))
        .Distinct();
}
