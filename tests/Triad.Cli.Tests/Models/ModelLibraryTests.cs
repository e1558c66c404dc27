using System.Text.Json;
using Triad.Testing.Hub;

namespace Triad.Cli.Tests.Models;

/// <summary>Models by their names: get, list, show, remove.</summary>
public sealed class ModelLibraryTests : ToolTest
{
    private static string MiniLm => Cli.Platform.Checkout.PathOf("tests", "Data", "hub", "minilm");

    private string Models => Path.Combine(Folder.FullName, "models");

    [Fact]
    public async Task Get_FromAFolder_InstallsAPackageThatIsListedShownAndRemoved()
    {
        var got = await RunAsync("model", "get", "minilm", "--from", MiniLm, "--models", Models, "--json");
        Assert.True(got.ExitCode == 0, got.Error);
        Assert.Equal("text", got.Json.GetProperty("kind").GetString());

        Assert.Equal(("text", true), Of(await RunAsync("model", "list", "--installed", "--models", Models, "--json"), "minilm"));
        Assert.True((await RunAsync("model", "show", "minilm", "--models", Models, "--json")).Json.GetProperty("installed").GetBoolean());

        Assert.Equal(0, (await RunAsync("model", "remove", "minilm", "--models", Models)).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(Models, "minilm")));
    }

    [Fact]
    public async Task Get_FromAHub_FetchesByItsApi()
    {
        await using var hub = (await SmallHub.StartAsync()).Add("sentence-transformers/all-MiniLM-L6-v2", MiniLm);

        var got = await RunAsync("model", "get", "minilm", "--from", hub.Address.ToString(), "--models", Models, "--json");

        Assert.True(got.ExitCode == 0, got.Error);
        Assert.Contains(hub.Commit, await File.ReadAllTextAsync(Path.Combine(Models, "catalogue.lock.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NameThatIsNotOffered_NamesThoseThatAre()
    {
        var got = await RunAsync("model", "get", "gpt", "--models", Models, "--json");

        Assert.Equal(1, got.ExitCode);
        Assert.Contains("embeddinggemma-2", got.Json.GetProperty("error").GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LicenceToAgreeTo_NamesTheOption()
    {
        var got = await RunAsync("model", "get", "embeddinggemma-2", "--models", Models, "--json");

        Assert.Equal(1, got.ExitCode);
        Assert.Equal("--accept-licence", got.Json.GetProperty("error").GetProperty("field").GetString());
    }

    [Fact]
    public async Task Get_ModelToExport_TellsHow()
    {
        var got = await RunAsync("model", "get", "pe-av", "--models", Models, "--json");

        Assert.Contains("pe_av.py", got.Json.GetProperty("error").GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Catalogue_SaysWhatEachIsGoodAndBadAt()
    {
        var list = await RunAsync("model", "list", "--models", Models, "--json");

        Assert.All(list.Json.GetProperty("models").EnumerateArray(), model =>
        {
            Assert.NotEmpty(model.GetProperty("good").EnumerateArray());
            Assert.NotEmpty(model.GetProperty("bad").EnumerateArray());
            Assert.NotEmpty(model.GetProperty("sources").EnumerateArray());
        });
    }

    [Theory]
    [InlineData("clip-b32")]
    [InlineData("../models")]
    public async Task Remove_PackageThatIsNotThere_IsRefused(string name)
    {
        Directory.CreateDirectory(Models);

        var run = await RunAsync("model", "remove", name, "--models", Models, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.True(Directory.Exists(Models));
    }

    [Fact]
    public async Task Remove_DownloadThatDidNotEnd_FreesIt()
    {
        var stage = Directory.CreateDirectory(Path.Combine(Models, ".downloads", "clip-b32")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(stage, "half"), new byte[100]);

        var run = await RunAsync("model", "remove", "clip-b32", "--models", Models, "--json");

        Assert.Equal(100, run.Json.GetProperty("bytes").GetInt64());
        Assert.False(Directory.Exists(stage));
    }

    private static (string? Kind, bool Installed) Of(ToolRun list, string name)
    {
        var entry = list.Json.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("name").GetString() == name);
        return (entry.GetProperty("kind").GetString(), entry.GetProperty("installed").GetBoolean());
    }
}
