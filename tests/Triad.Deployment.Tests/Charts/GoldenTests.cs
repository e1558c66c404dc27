using System.Text.RegularExpressions;

namespace Triad.Deployment.Tests.Charts;

/// <summary>
/// What the chart renders, as it was last looked at: a change of it is seen in a review. TRIAD_WRITE_GOLDEN=1 writes the files anew.
/// </summary>
public sealed partial class GoldenTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Triad.Deployment.Tests", "Golden");

    [Theory]
    [ClassData(typeof(ValueFileData))]
    public async Task Render_OfEveryValueFile_IsAsItWas(string values)
    {
        var file = Path.Combine(Folder, $"{values}.yaml");
        var render = Fixed(await Helm.RenderAsync(values));
        if (Environment.GetEnvironmentVariable("TRIAD_WRITE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, render);
            Assert.Fail($"Written: {file}. Look at the difference, and run again without TRIAD_WRITE_GOLDEN.");
        }

        Assert.Equal(await File.ReadAllTextAsync(file), render);
    }

    [Fact]
    public void Golden_EveryFile_HasItsValues() =>
        Assert.Equal(Helm.ValueFiles, Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    // Keys are drawn at each render. Dashboards and scripts lie in the chart as they are rendered.
    private static string Fixed(string render) => Copied().Replace(Key().Replace(render, "$1 DRAWN"), "$1      ...\n");

    [GeneratedRegex(@"^(  (?:media|operator|receipt|token)\.key:) [A-Za-z0-9+/=]+$", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex(@"^(  [a-z-]+\.(?:json|sh): \|\n)(?:    .*\n|[ \t]*\n)+", RegexOptions.Multiline)]
    private static partial Regex Copied();
}
