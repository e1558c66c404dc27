using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Hub;
using Triad.Inference.Hub.Downloads;
using Triad.Inference.Tests.Fixtures;
using Triad.Testing.Hub;

namespace Triad.Inference.Tests.Hub.Downloads;

public sealed class ModelDownloaderTests
{
    [Fact]
    public async Task Get_RepositoryOfTheHub_MakesThePackageAndRecordsWhatItFound()
    {
        await using var sut = await DownloadFixture.StartAsync();

        var got = await sut.GetAsync();

        Assert.True(got.IsOk, got.Error?.Message);
        Assert.Equal(("text", "mit"), (got.Value.Kind, got.Value.Licence));
        var card = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(sut.Package, "model.json")))!;
        Assert.Equal($"https://huggingface.co/makers/encoder at {sut.Hub.Commit}, variant fp32", (string?)card["origin"]);
        var pin = JsonNode.Parse(await File.ReadAllTextAsync(sut.Pins))!["models"]!["encoder"]!;
        Assert.Equal(sut.Hub.Commit, (string?)pin["revision"]);
        Assert.Equal((string?)card["sha256"]!["model.onnx"], (string?)pin["files"]!["onnx/model.onnx"]);
        Assert.False(Directory.Exists(sut.Stage));
    }

    [Fact]
    public async Task Get_AgainAfterTheBranchMoved_AsksForTheRevisionThatWasPinned()
    {
        await using var sut = await DownloadFixture.StartAsync();
        await sut.GetAsync();
        Directory.Delete(sut.Package, recursive: true);
        sut.Hub.Requests.Clear();

        var got = await sut.GetAsync();

        Assert.True(got.IsOk, got.Error?.Message);
        Assert.DoesNotContain(sut.Hub.Requests, request => request.Contains("/revision/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_PinnedFileWithOtherBytes_IsRefusedAndNothingIsInstalled()
    {
        await using var sut = await DownloadFixture.StartAsync();
        await sut.GetAsync();
        Directory.Delete(sut.Package, recursive: true);
        await File.WriteAllTextAsync(
            sut.Pins, (await File.ReadAllTextAsync(sut.Pins)).Replace("\"config.json\": \"", "\"config.json\": \"00", StringComparison.Ordinal));

        var got = await sut.GetAsync();

        Assert.Equal(ErrorReason.ContentMismatch, got.Error?.Reason);
        Assert.Equal("config.json", got.Error?.Field);
        Assert.False(Path.Exists(sut.Package));
    }

    [Fact]
    public async Task Get_PackageThatIsThere_IsRefused()
    {
        await using var sut = await DownloadFixture.StartAsync();
        await sut.GetAsync();

        Assert.Equal(ErrorReason.Conflict, (await sut.GetAsync()).Error?.Reason);
    }

    [Fact]
    public async Task Get_VariantThatTheRepositoryLacks_NamesThePattern()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var request = new ModelRequest(DownloadFixture.Model(), sut.Models) { From = sut.Hub.Address.ToString(), Variant = HubVariant.Int8 };

        var got = await sut.GetAsync(request);

        Assert.Contains("onnx/model{variant}.onnx", got.Error?.Message, StringComparison.Ordinal);
        Assert.Contains("int8", got.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_VariantThatIsNotOffered_NamesThoseThatAre()
    {
        await using var sut = await DownloadFixture.StartAsync();

        var got = await sut.GetAsync(new ModelRequest(DownloadFixture.Model(), sut.Models) { Variant = HubVariant.Fp16 });

        Assert.Equal("--variant", got.Error?.Field);
        Assert.Contains("fp32, int8", got.Error?.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LicenceWithTerms_AsksToAgreeBeforeAnythingIsFetched()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var model = DownloadFixture.Model() with { Licence = new OfferedLicence("own", "for research alone", "https://example.org/terms") };
        var request = new ModelRequest(model, sut.Models) { From = sut.Hub.Address.ToString() };

        var refused = await sut.GetAsync(request);
        var agreed = await sut.GetAsync(request with { AcceptsLicence = true });

        Assert.Equal("--accept-licence", refused.Error?.Field);
        Assert.Contains("https://example.org/terms", refused.Error?.Remedy, StringComparison.Ordinal);
        Assert.True(agreed.IsOk, agreed.Error?.Message);
    }

    [Fact]
    public async Task Get_LittleRoom_IsRefusedBeforeAnythingIsFetched()
    {
        await using var sut = await DownloadFixture.StartAsync();
        sut.FreeBytes = _ => 1 << 20;

        var got = await sut.GetAsync();

        Assert.Equal(ErrorReason.StorageFull, got.Error?.Reason);
        Assert.DoesNotContain(sut.Hub.Requests, request => request.Contains("/resolve/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_WhileAnotherProcessFetchesIt_IsRefused()
    {
        await using var sut = await DownloadFixture.StartAsync();
        using var held = DownloadStage.Open(sut.Models, "encoder", _ => long.MaxValue, 0);

        Assert.Contains("another process", (await sut.GetAsync()).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FirstSourceUnreachable_TakesTheNext()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var model = DownloadFixture.Model(DownloadFixture.Source with { Place = "makers/gone" }, DownloadFixture.Source);

        var got = await sut.GetAsync(model);

        Assert.True(got.IsOk, got.Error?.Message);
    }

    [Fact]
    public async Task Get_ModelToExport_TellsTheSteps()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var model = DownloadFixture.Model(new OfferedSource("export", "makers/model", "") { Steps = ["Run the exporter."] });

        Assert.Contains("Run the exporter.", (await sut.GetAsync(new ModelRequest(model, sut.Models))).Error?.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FromAFolder_ImportsItAndLeavesItAsItIs()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var before = Directory.GetFileSystemEntries(HubCopy.MiniLm);

        var got = await sut.GetAsync(new ModelRequest(DownloadFixture.Model(), sut.Models) { From = HubCopy.MiniLm });

        Assert.True(got.IsOk, got.Error?.Message);
        Assert.Equal(before, Directory.GetFileSystemEntries(HubCopy.MiniLm));
    }

    [Fact]
    public async Task Get_FromAFolderOfSeveral_FindsTheModelByTheRepositorysName()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var model = DownloadFixture.Model(DownloadFixture.Source with { Place = "makers/minilm" });

        var got = await sut.GetAsync(new ModelRequest(model, sut.Models) { From = Path.GetDirectoryName(HubCopy.MiniLm) });

        Assert.True(got.IsOk, got.Error?.Message);
    }

    [Fact]
    public async Task Get_FilesThatTheCatalogueAdds_AreWrittenWhereTheSourceLacksThem()
    {
        await using var sut = await DownloadFixture.StartAsync();
        using var copy = new HubCopy(HubCopy.MiniLm);
        File.Delete(copy.PathOf("modules.json"));
        var adds = new Dictionary<string, JsonNode>
        {
            ["modules.json"] = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(HubCopy.MiniLm, "modules.json")))!,
        };
        var model = DownloadFixture.Model(DownloadFixture.Source with { Adds = adds });

        var got = await sut.GetAsync(new ModelRequest(model, sut.Models) { From = copy.Folder });

        Assert.True(got.IsOk, got.Error?.Message);
        Assert.False(File.Exists(copy.PathOf("modules.json")));
    }

    [Theory]
    [InlineData("embeddinggemma2", "embeddinggemma-2")]
    [InlineData("clip", "clip-b32")]
    [InlineData("clap", "clap")]
    [InlineData("siglip2", "siglip2-base")]
    [InlineData("minilm", "minilm")]
    [InlineData("e5", "multilingual-e5")]
    public async Task Get_ShippedEntry_ImportsTheFamilysFolder(string family, string name)
    {
        await using var sut = await DownloadFixture.StartAsync();
        var model = OfferedModels.Shipped.Single(one => one.Name == name);
        var source = model.Sources.Single(one => one.Kind == "hub");
        sut.Hub.Add(source.Place, HubGolden.Folder(family));

        var got = await sut.GetAsync(
            new ModelRequest(model, sut.Models) { From = sut.Hub.Address.ToString(), AcceptsLicence = true });

        Assert.True(got.IsOk, got.Error?.Message);
    }

    [Fact]
    public async Task Get_ExportOfOnesOwn_IsTakenFromItsFolder()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var model = OfferedModels.Shipped.Single(one => one.Name == "pe-av");

        var got = await sut.GetAsync(new ModelRequest(model, sut.Models) { From = HubGolden.Folder("pe_av") });

        Assert.True(got.IsOk, got.Error?.Message);
    }
}
