using k8s;
using k8s.Models;

namespace Triad.Deployment.Tests.Charts;

/// <summary>Manifests read by Kubernetes' own client, and held against the schemas of three versions.</summary>
public sealed class ManifestTests
{
    // What the client has no types for: checked against the definitions below.
    private static readonly string[] Custom = ["Certificate", "Issuer", "GRPCRoute", "ServiceMonitor", "PrometheusRule", "ScaledObject"];

    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Client_ReadsEveryObject_WithoutAFieldThatItDoesNotKnow(string values)
    {
        var texts = (await Helm.RenderAsync(values)).Split("\n---\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(text => Manifest.Read(text) is [var one] && !Custom.Contains(one.Kind))
            .ToList();

        Assert.NotEmpty(texts);
        foreach (var text in texts)
        {
            var read = KubernetesYaml.LoadAllFromString(text, strict: true);
            Assert.IsAssignableFrom<IKubernetesObject<V1ObjectMeta>>(Assert.Single(read));
        }
    }

    [Theory]
    [InlineData("1.33")]
    [InlineData("1.35")]
    [InlineData("1.37")]
    public async Task Schemas_OfAVersion_FindNoFaultInAnyRender(string version)
    {
        var check = Path.Combine(Checkout.Root, "..", "shared", "golden", "kubernetes", "check.py");
        Assert.SkipUnless(File.Exists(check), "The reference results ../shared/golden are not on this machine.");
        var python = await PythonAsync();
        Assert.SkipWhen(python is null, "Python with yaml and jsonschema is not here; ./triad test installs it where it may.");
        var folder = Directory.CreateTempSubdirectory("triad-renders-");
        try
        {
            foreach (var values in Helm.ValueFiles)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{values}.yaml"), await Helm.RenderAsync(values));
            File.Copy(Path.Combine(Checkout.Root, "deploy", "kind", "dependencies.yaml"), Path.Combine(folder.FullName, "kind-dependencies.yaml"));

            var (code, output, errors) = await Run.ToEndAsync(
                python!, ["-B", Path.GetFullPath(check), "--version", version, .. Directory.EnumerateFiles(folder.FullName).Order()]);

            Assert.True(code == 0, output + errors);
            Assert.EndsWith(" objects, 0 faults\n", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> PythonAsync()
    {
        foreach (var python in (string[])["python3", "/usr/bin/python3"])
        {
            if ((await Run.ToEndAsync(python, ["-c", "import yaml, jsonschema"])).Code == 0)
                return python;
        }

        return null;
    }
}
