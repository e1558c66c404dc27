using System.Text.Json;

namespace Triad.Cli.Tests.Models;

/// <summary>A model of the hub from its folder to its vectors, by the tool.</summary>
public sealed class ImportedModelTests : ToolTest
{
    private static string MiniLm => Cli.Platform.Checkout.PathOf("tests", "Data", "hub", "minilm");

    [Fact]
    public async Task Import_Folder_MakesAPackageThatEmbeds()
    {
        var imported = await RunAsync("model", "import", MiniLm, "--out", "encoder", "--json");
        var items = Path.Combine(Folder.FullName, "items.jsonl");
        await File.WriteAllLinesAsync(items,
            ["{\"id\": \"a\", \"as\": \"document\", \"text\": \"a photo of a cat\"}", "", "{\"text\": \"[SEP]\"}"]);

        var embedded = await RunAsync("model", "embed", "encoder", "--items", items, "--json");

        Assert.Equal((0, 0), (imported.ExitCode, embedded.ExitCode));
        Assert.Equal("sentence encoder", imported.Json.GetProperty("family").GetString());
        var lines = embedded.Output.Split('\n',
            StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["a", "3"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(48, lines[0].GetProperty("vectors").GetProperty("t").GetArrayLength());
        Assert.Equal(lines[0].GetProperty("tokens").GetArrayLength(),
            lines[0].GetProperty("prepared").GetProperty("input_ids")[0].GetInt32());

        // The name of a special token is a text of three pieces, between the two that every text has.
        Assert.Equal(5, lines[1].GetProperty("tokens").GetArrayLength());
    }

    [Fact]
    public async Task Inspect_ImportedPackage_ShowsGraphsAndWhatIsComparedWithWhat()
    {
        await RunAsync("model", "import", MiniLm, "--out", "encoder");

        var run = await RunAsync("model", "inspect", "encoder", "--json");

        Assert.Equal("text", run.Json.GetProperty("kind").GetString());
        var graph = Assert.Single(run.Json.GetProperty("graphs").EnumerateArray());
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids"],
            graph.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()));
        var words = run.Json.GetProperty("representations").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "t");
        Assert.Equal("t", words.GetProperty("asked_by").GetString());
    }

    [Fact]
    public async Task Import_UnknownFamily_IsRefusedWithFileFieldAndValue()
    {
        var folder = Folder.CreateSubdirectory("hub").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "config.json"), "{\"model_type\": \"gpt2\"}");

        var run = await RunAsync("model", "import", folder, "--out", "encoder", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("config.json: model_type is 'gpt2'", run.Json.GetProperty("error").GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Folder.FullName, "encoder")));
    }

    [Fact]
    public async Task Embed_ShippedPackage_ShowsIdsAndVectors()
    {
        var run = await RunAsync("model", "embed", Cli.Platform.Checkout.PathOf("models", "triad-mini"), "--text", "a red ball", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.True(run.Json.GetProperty("tokens").GetArrayLength() > 0);
        Assert.NotEmpty(run.Json.GetProperty("vectors").EnumerateObject());
    }

    [Theory]
    [InlineData("{\"text\": 3}")]
    [InlineData("{\"text\": \"a\", \"colour\": \"red\"}")]
    [InlineData("{\"text\": \"a\", \"as\": \"other\"}")]
    [InlineData("{\"id\": \"a\"}")]
    [InlineData("rain")]
    public async Task Embed_LineThatIsNoItem_IsWrongUseWithItsNumber(string line)
    {
        var items = Path.Combine(Folder.FullName, "items.jsonl");
        await File.WriteAllLinesAsync(items, ["{\"text\": \"a\"}", line]);

        var run = await RunAsync("model", "embed", "encoder", "--items", items, "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 2", run.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_NothingGiven_IsWrongUse() => Assert.Equal(2, (await RunAsync("model", "embed", "encoder")).ExitCode);
}
