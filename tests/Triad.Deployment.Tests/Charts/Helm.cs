using System.Collections.Concurrent;

namespace Triad.Deployment.Tests.Charts;

/// <summary>The real helm over the chart.</summary>
internal static class Helm
{
    public const string Release = "triad";

    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Renders = new();

    public static string Chart { get; } = Path.Combine(Checkout.Root, "helm", "triad");

    private static string Program { get; } = Path.Combine(Checkout.Root, "artifacts", "helm", "helm");

    /// <summary>The names of the value files that the chart is tried with.</summary>
    public static IEnumerable<string> ValueFiles { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Chart, "ci"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static string PathOf(string values) => Path.Combine(Chart, "ci", $"{values}.yaml");

    /// <summary>What the chart becomes with a file of values; the test that asks is skipped where helm is missing.</summary>
    public static Task<string> RenderAsync(string values) =>
        Renders.GetOrAdd(values, _ => new Lazy<Task<string>>(async () =>
        {
            var (code, output, errors) = await RunAsync("template", Release, Chart, "-n", Release, "-f", PathOf(values));
            Assert.True(code == 0, errors);
            return output;
        })).Value;

    public static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        RunWithAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Runs it with variables of the environment.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunWithAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Program), "helm is not installed (./triad test does it where npm may)");
        return await Run.ToEndAsync(Program, arguments, environment);
    }
}
