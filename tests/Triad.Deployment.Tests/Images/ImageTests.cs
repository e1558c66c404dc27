using System.Text.RegularExpressions;
using Triad.Deployment.Tests.Charts;
using Triad.Deployment.Tests.Yaml;

namespace Triad.Deployment.Tests.Images;

/// <summary>The Dockerfiles as texts: nothing here builds an image.</summary>
public sealed partial class ImageTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "deploy", "images");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.Dockerfile").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Image_OfEveryRole_StandsOnBasesThatCanBeGivenByDigest(string file)
    {
        var lines = Read(file);
        var stages = lines.Select(line => From().Match(line)).Where(match => match.Success).ToList();

        Assert.True(stages.Count >= 2, "one stage");
        Assert.All(stages, stage => Assert.StartsWith("${", stage.Groups["base"].Value));
        foreach (var argument in stages.Select(stage => stage.Groups["base"].Value[2..^1]))
            Assert.Matches($"(?m)^ARG {argument}=[a-z0-9./-]+:(?!latest)[A-Za-z0-9.-]+$", string.Join('\n', lines));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Image_OfEveryRole_RunsAsTheUserOfTheChart(string file)
    {
        var lines = Read(file);
        var pod = (await Manifest.RenderedAsync("minimal")).Single(one => one.Name == "triad-gateway" && one.Kind == "Deployment").Pod;

        Assert.Equal($"USER {YamlText.Text(pod, "securityContext", "runAsUser")}:{YamlText.Text(pod, "securityContext", "runAsGroup")}", lines.Last(line => line.StartsWith("USER", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("ENTRYPOINT [", StringComparison.Ordinal));
        Assert.All(
            (string[])["title", "description", "version", "revision"],
            label => Assert.Contains($"org.opencontainers.image.{label}=", string.Join('\n', lines), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("server.Dockerfile", "gateway")]
    [InlineData("embed.Dockerfile", "embed")]
    [InlineData("embed-cuda.Dockerfile", "embed-gpu")]
    public async Task Image_OfARole_OpensThePortsOfTheChart(string file, string role)
    {
        var container = (await Manifest.RenderedAsync("gpu")).Single(one => one.Name == $"triad-{role}" && one.Kind == "Deployment").Containers.Single();

        Assert.Equal(
            $"EXPOSE {string.Join(' ', YamlText.List(container, "ports").Select(port => YamlText.Text(port, "containerPort")))}",
            Read(file).Single(line => line.StartsWith("EXPOSE", StringComparison.Ordinal)));
    }

    [Fact]
    public void Image_OfEmbedding_HasWhatTheSandboxNeeds() =>
        Assert.All(
            (string[])["embed.Dockerfile", "embed-cuda.Dockerfile"],
            file => Assert.All((string[])["bubblewrap", "ffmpeg", "util-linux"], package => Assert.Contains(package, string.Join(' ', Read(file)), StringComparison.Ordinal)));

    [Fact]
    public void Context_ThatImagesAreBuiltOf_HasNothingElse()
    {
        var allowed = File.ReadAllLines(Path.Combine(Checkout.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        Assert.Contains("src", allowed);
        Assert.All(allowed, path => Assert.True(Path.Exists(Path.Combine(Checkout.Root, path)), path));
    }

    [Fact]
    public async Task Scripts_OfTheChartAndOfDeploy_CanBeRead()
    {
        foreach (var script in Directory.EnumerateFiles(Path.Combine(Helm.Chart, "files"), "*.sh"))
            Assert.Equal((0, ""), await ReadsAsync("sh", script));
        foreach (var script in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "deploy"), "*.sh", SearchOption.AllDirectories))
            Assert.Equal((0, ""), await ReadsAsync("bash", script));
    }

    private static async Task<(int Code, string Errors)> ReadsAsync(string shell, string script)
    {
        var (code, _, errors) = await Run.ToEndAsync(shell, ["-n", script]);
        return (code, errors);
    }

    private static string[] Read(string file) => File.ReadAllLines(Path.Combine(Folder, file));

    [GeneratedRegex(@"^FROM (?:--platform=\S+ )?(?<base>\S+) AS \w+$")]
    private static partial Regex From();
}
