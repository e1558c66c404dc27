using System.Security.Cryptography;
using System.Text;
using Triad.Core.Encryption;
using Triad.Deployment.Tests.Charts;
using Triad.Deployment.Tests.Yaml;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Deployment.Tests.Platform;

/// <summary>The keys that the chart and deploy/compose draw have the forms that the platform reads.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task Keys_OfTheChart_HaveTheirForms()
    {
        var secret = (await Manifest.RenderedAsync("minimal")).Single(one => one.Kind == "Secret");

        Assert.Equal("keep", YamlText.Text(secret.Node, "metadata", "annotations", "helm.sh/resource-policy"));
        Check(name => Encoding.UTF8.GetString(Convert.FromBase64String(YamlText.Text(secret.Node, "data", name)!)));
    }

    [Fact]
    public async Task Keys_OfTheChart_AreOthersForEachRelease()
    {
        var (_, first, _) = await Helm.RunAsync("template", "a", Helm.Chart, "-f", Helm.PathOf("minimal"), "-s", "templates/keys.yaml");
        var (_, second, _) = await Helm.RunAsync("template", "a", Helm.Chart, "-f", Helm.PathOf("minimal"), "-s", "templates/keys.yaml");

        var (data, others) = (YamlText.Map(Manifest.Read(first).Single().Node, "data"), YamlText.Map(Manifest.Read(second).Single().Node, "data"));
        Assert.Equal(4, data.Count);
        Assert.All(data, one => Assert.NotEqual(one.Value, others[one.Key]));
    }

    [Fact]
    public async Task Keys_ThatTheClusterHas_StayAtAnUpgrade()
    {
        string[] render = ["template", "triad", Helm.Chart, "-n", "triad", "-f", Helm.PathOf("minimal"), "-s", "templates/keys.yaml"];
        var (_, first, _) = await Helm.RunAsync(render);
        var had = YamlText.Map(Manifest.Read(first).Single().Node, "data").ToDictionary(one => one.Key, one => YamlText.Text(one.Value)!);
        had.Remove("token.key"); // As a release of before had it that knew no such key.
        await using var cluster = await SmallCluster.StartAsync("triad", "triad-keys", had);

        var (code, second, errors) = await Helm.RunWithAsync(
            cluster.Environment, [.. render, "--dry-run=server", "--disable-openapi-validation", "--is-upgrade"]);

        Assert.True(code == 0, errors);
        var kept = YamlText.Map(Manifest.Read(second).Single().Node, "data");
        Assert.All(had, one => Assert.Equal(one.Value, YamlText.Text(kept[one.Key])));
        Assert.NotNull(kept["token.key"]);
    }

    [Fact]
    public async Task Keys_OfCompose_HaveTheirFormsAndAreDrawnOnce()
    {
        var folder = Directory.CreateTempSubdirectory("triad-keys-");
        try
        {
            var script = Path.Combine(Checkout.Root, "deploy", "compose", "keys.sh");
            Assert.Equal(0, (await Run.ToEndAsync("bash", [script, folder.FullName])).Code);
            string Read(string name) => File.ReadAllText(Path.Combine(folder.FullName, name));
            Check(Read);
            var first = Read("operator.key");

            Assert.Equal(0, (await Run.ToEndAsync("bash", [script, folder.FullName])).Code);

            Assert.Equal(first, Read("operator.key"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Check(Func<string, string> read)
    {
        Assert.True(ApiKeySecret.Parse(read("operator.key").Trim()).IsOk);
        Assert.Matches("^[a-z2-7]{16}$", read("operator.key").Split('_')[1]);
        Assert.NotNull(KeyText.Read(read("media.key").Trim()));
        Assert.Equal(32, Convert.FromHexString(read("token.key").Trim()).Length);
        using var receipts = ECDsa.Create();
        receipts.ImportFromPem(read("receipt.key"));
        Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value, receipts.ExportParameters(includePrivateParameters: true).Curve.Oid.Value);
    }
}
