namespace Triad.Deployment.Tests.Charts;

public sealed class LintTests
{
    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Lint_OfEveryValueFile_FindsNothing(string values)
    {
        var (code, output, errors) = await Helm.RunAsync("lint", "--strict", Helm.Chart, "-f", Helm.PathOf(values));

        Assert.True(code == 0, output + errors);
    }

    [Fact]
    public async Task Template_OfTheValuesForAzure_Renders()
    {
        var (code, _, errors) = await Helm.RunAsync(
            "template", "triad", Helm.Chart, "-f", Path.Combine(Checkout.Root, "deploy", "azure", "values.yaml"));

        Assert.True(code == 0, errors);
    }

    [Fact]
    public void ValueFiles_AreEightAtLeast() => Assert.True(Helm.ValueFiles.Count() >= 8);

    [Fact]
    public async Task Package_OfTheChart_LeavesTheTrialsOut()
    {
        var folder = Directory.CreateTempSubdirectory("triad-chart-");
        try
        {
            var (code, output, errors) = await Helm.RunAsync("package", Helm.Chart, "-d", folder.FullName);

            Assert.True(code == 0, output + errors);
            var (_, names, _) = await Run.ToEndAsync("tar", ["-tzf", Directory.GetFiles(folder.FullName).Single()]);
            Assert.Contains("triad/values.schema.json", names, StringComparison.Ordinal);
            Assert.DoesNotContain("triad/ci/", names, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
