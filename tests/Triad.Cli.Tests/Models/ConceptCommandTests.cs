using Triad.Cli.Platform;

namespace Triad.Cli.Tests.Models;

/// <summary>A classifier made searchable by words, by the tool.</summary>
public sealed class ConceptCommandTests : ToolTest
{
    // A picture of 4x4 red pixels.
    private const string Red =
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==";

    private static readonly string Weather = Checkout.PathOf("tests", "Data", "hub", "weather");

    [Fact]
    public async Task Concept_OnnxFileAndLabels_MakesAPackageWithMembers()
    {
        await RunAsync("model", "import", Checkout.PathOf("tests", "Data", "hub", "faulty"), "--out", "words");

        var made = await RunAsync(
            "model", "concept", "--classifier", Path.Combine(Weather, "onnx", "model.onnx"), "--labels",
            Path.Combine(Weather, "labels.csv"),
            "--text", "words", "--out", "weather", "--json");
        var shown = await RunAsync("model", "inspect", "weather", "--json");
        var asked = await RunAsync("model", "embed", "weather", "--text", "rain", "--json");

        Assert.Equal((0, 0, 0), (made.ExitCode, shown.ExitCode, asked.ExitCode));
        Assert.Equal(2, made.Json.GetProperty("classes").GetInt32());
        Assert.Equal("concept", shown.Json.GetProperty("kind").GetString());
        Assert.Equal(["classifier", "text"],
            shown.Json.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("kind").GetString()));
        Assert.Equal(
            ["classifier/classes", "text/text"],
            shown.Json.GetProperty("graphs").EnumerateArray().Select(graph => graph.GetProperty("name").GetString()));
        Assert.Equal(4, asked.Json.GetProperty("vectors").GetProperty("v").GetArrayLength());
        Assert.Equal(0, (await RunAsync("model", "check", "weather")).ExitCode);
    }

    [Fact]
    public async Task Embed_PictureByAClassifier_ShowsItsLabels()
    {
        var picture = Path.Combine(Folder.FullName, "red.png");
        await File.WriteAllBytesAsync(picture, Convert.FromBase64String(Red));
        Assert.Equal(0, (await RunAsync("model", "import", Weather, "--out", "classes", "--json")).ExitCode);

        var shown = await RunAsync("model", "embed", "classes", "--image", picture, "--json");
        var refused = await RunAsync("model", "embed", "classes", "--text", "rain", "--json");

        Assert.Equal((0, 1), (shown.ExitCode, refused.ExitCode));
        Assert.Equal("snow", shown.Json.GetProperty("labels")[0].GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("--top", "0")]
    [InlineData("--temperature", "-1")]
    [InlineData("--mean", "0.5,0.5")]
    [InlineData("--activation", "relu")]
    public async Task Concept_OptionOutOfRange_IsWrongUse(string option, string value)
    {
        var run = await RunAsync(
            "model", "concept", "--classifier", "g.onnx", "--text", "words", "--out", "weather", option, value, "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concept_FewerScoresThanLabels_IsRefusedAndLeavesNothing()
    {
        await RunAsync("model", "import", Checkout.PathOf("tests", "Data", "hub", "faulty"), "--out", "words");
        await File.WriteAllTextAsync(Path.Combine(Folder.FullName, "labels.json"), "[\"rain\", \"snow\", \"hail\"]");

        var run = await RunAsync(
            "model", "concept", "--classifier", Path.Combine(Weather, "onnx", "model.onnx"), "--labels", "labels.json", "--text", "words",
            "--out", "weather",
            "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there are 3 labels", run.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Folder.FullName, "weather")));
    }
}
