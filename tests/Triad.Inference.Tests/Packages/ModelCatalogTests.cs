using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Modality;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Packages;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_GoodPackage_DescribesIt()
    {
        using var sut = CreateSut();

        var model = (await sut.GetAsync("tiny")).Model;

        Assert.Equal(["tiny"], sut.Catalog.Packages);
        Assert.Matches("^tiny@[0-9a-f]{16}$", model.Space.Value);
        Assert.Equal((6, Modalities.All, true), (model.Dimension, model.Modalities, model.StoreFull));
        Assert.Equal((4, 2, 16_000), (model.Decode.Width, model.Decode.Height, model.Decode.SampleRate));
        Assert.Equal(Names(Modalities.All, Modalities.Text, Modalities.Video, Modalities.Audio), model.RepresentationsOf(Modalities.All));
    }

    [Fact]
    public async Task Get_Twice_LoadsOnce()
    {
        using var sut = CreateSut();

        var both = await Task.WhenAll(sut.GetAsync("tiny"), sut.GetAsync("tiny"));

        Assert.Same(both[0], both[1]);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("../tiny")]
    [InlineData("")]
    public async Task Get_UnknownPackage_IsUnavailableAndNamesWhatThereIs(string package)
    {
        using var sut = CreateSut();

        var error = (await sut.Catalog.GetAsync(package, CancellationToken.None)).Error!;

        Assert.Equal(ErrorReason.ModelUnavailable, error.Reason);
        Assert.Contains("tiny", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MissingModelsFolder_IsUnavailable()
    {
        using var sut = new InferenceFixture(Path.Combine(_folder.Models, "none"));

        Assert.Empty(sut.Catalog.Packages);
        Assert.Equal(ErrorReason.ModelUnavailable, (await sut.Catalog.GetAsync("tiny", CancellationToken.None)).Error!.Reason);
    }

    [Theory]
    [InlineData("text.onnx", "grams.onnx", "ids", "[dynamic, dynamic, 6]")]
    [InlineData("video.onnx", "input-name.onnx", "frames", "is missing among the graph's inputs [images]")]
    [InlineData("video.onnx", "opset.onnx", "opset_import", "operator set 16, expected 17")]
    [InlineData("video.onnx", "outside.onnx", "external_data", "'../../../etc/passwd', which 'sha256' does not list")]
    [InlineData("video.onnx", "inner-size.onnx", "video.onnx", "cannot be run")]
    [InlineData("fusion.onnx", "embedding-size.onnx", "projected", "expected [dynamic, 3, 6]")]
    [InlineData("fusion.onnx", "not-a-number.onnx", "projection", "not a number")]
    [InlineData("fusion.onnx", "infinite.onnx", "fusion.onnx", "not finite")]
    public async Task Get_BrokenGraph_IsRefusedNamingFileFieldAndExpectation(string file, string broken, string field, string problem)
    {
        _folder.Replace(file, await File.ReadAllBytesAsync(PackageFolder.Broken(broken)));

        await AssertRefused(file, field, problem);
    }

    [Fact]
    public async Task Get_GraphOfGarbage_IsRefused()
    {
        var garbage = new byte[5000];
        new Random(3).NextBytes(garbage);
        _folder.Replace("audio.onnx", garbage);

        await AssertRefused("audio.onnx");
    }

    [Fact]
    public async Task Get_TruncatedGraph_IsRefused()
    {
        var whole = await File.ReadAllBytesAsync(Path.Combine(_folder.Tiny, "audio.onnx"));
        _folder.Replace("audio.onnx", whole[..(whole.Length / 2)]);

        await AssertRefused("audio.onnx");
    }

    [Fact]
    public async Task Get_ChangedFile_IsRefusedByItsHash()
    {
        await File.AppendAllTextAsync(Path.Combine(_folder.Tiny, "vocab.txt"), "extra\n");

        await AssertRefused("vocab.txt", "SHA-256");
    }

    [Fact]
    public async Task Get_MissingFile_IsRefused()
    {
        File.Delete(Path.Combine(_folder.Tiny, "fusion.onnx"));

        await AssertRefused("fusion.onnx", "is missing");
    }

    [Fact]
    public async Task Get_ManyProblems_AreAllNamedAtOnce()
    {
        _folder.Edit(manifest =>
        {
            manifest["embedding_size"] = 0;
            manifest["colour"] = "red";
            manifest.Remove("licence");
            manifest["audio"]!["fft"] = 399;
            manifest["audio"]!["pad_multiple"] = 12;
            manifest["video"]!["mean"] = new JsonArray(0.1, "x");
        });

        await AssertRefused("embedding_size", "colour", "licence", "audio.fft", "audio.pad_multiple", "video.mean");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/video.onnx")]
    [InlineData("..")]
    [InlineData("a\\b.onnx")]
    [InlineData("model.json")]
    public async Task Get_FileNameThatLeavesTheFolder_IsRefused(string name)
    {
        _folder.Edit(manifest =>
        {
            manifest["graphs"]!["video"]!["file"] = name;
            manifest["sha256"]![name] = new string('0', 64);
        });

        await AssertRefused("graphs.video.file", "without any path");
    }

    [Theory]
    [InlineData("\"segments\"", "long_input", "an object")]
    [InlineData("{\"strategy\": \"shuffle\", \"max_tokens\": 64}", "long_input.strategy", "average, whole, uniform, max_pool")]
    [InlineData("{\"strategy\": 3, \"max_tokens\": 64}", "long_input.strategy", "a text")]
    [InlineData("{\"max_tokens\": 64}", "long_input.strategy", "is missing")]
    [InlineData("{\"strategy\": \"whole\"}", "long_input.max_tokens", "is missing")]
    [InlineData("{\"strategy\": \"whole\", \"max_tokens\": 7}", "long_input.max_tokens", "is 7")]
    [InlineData("{\"strategy\": \"whole\", \"max_tokens\": 1.5}", "long_input.max_tokens", "is 1.5")]
    [InlineData("{\"strategy\": \"whole\", \"max_tokens\": 65537}", "long_input.max_tokens", "65537")]
    [InlineData("{\"strategy\": \"whole\", \"max_tokens\": 4096}", "long_input.max_tokens", "Triad:Inference:MaxTokensPerItem")]
    [InlineData("{\"strategy\": \"whole\", \"max_tokens\": 64, \"stride\": 2}", "long_input.stride", "not a field")]
    public async Task Get_LongInputOfAnotherForm_IsRefused(string value, string field, string problem)
    {
        _folder.Edit(manifest => manifest["long_input"] = JsonNode.Parse(value));

        await AssertRefused(field, problem);
    }

    [Fact]
    public async Task Get_ChosenLongInputAndRepresentations_AreDescribed()
    {
        _folder.Edit(manifest =>
        {
            manifest["long_input"] = new JsonObject { ["strategy"] = "max_pool", ["max_tokens"] = 96 };
            manifest["representations"] = new JsonArray("full", "va");
        });
        using var sut = CreateSut();

        var model = (await sut.GetAsync("tiny")).Model;

        Assert.Equal(new LongInputPolicy(LongInputStrategy.MaxPool, 96), model.LongInput);
        Assert.Equal(Names(Modalities.All, Modalities.Video | Modalities.Audio), model.RepresentationsOf(Modalities.All));
        Assert.Equal(Names(Modalities.Video | Modalities.Audio), model.RepresentationsOf(Modalities.Video | Modalities.Audio));
        Assert.Equal(Names(Modalities.Text), model.RepresentationsOf(Modalities.Text));
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("", "is not JSON")]
    [InlineData("{\"format\": 2}", "format")]
    [InlineData("{\"format\": \"\\ud800\"}", "format")]
    [InlineData("{\"\\ud800\": 1}", "cannot be read")]
    public async Task Get_ManifestOfAnotherForm_IsRefused(string json, string problem)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Tiny, "model.json"), json);

        await AssertRefused("model.json", problem);
    }

    [Fact]
    public async Task Get_IdDiffersFromFolder_IsRefused()
    {
        _folder.Add("other");
        using var sut = CreateSut();

        var error = (await sut.Catalog.GetAsync("other", CancellationToken.None)).Error!;

        Assert.Contains("'tiny'", error.Message, StringComparison.Ordinal);
        Assert.Equal("tiny", (await sut.GetAsync("tiny")).Model.Package);
    }

    [Fact]
    public async Task Get_CudaWithoutTheProvider_SaysWhatToDo()
    {
        if (File.Exists("/proc/driver/nvidia/version"))
            return;
        using var sut = new InferenceFixture(_folder.Models, options => options.Onnx.Device = Inference.Onnx.OnnxDevice.Cuda);

        var error = (await sut.Catalog.GetAsync("tiny", CancellationToken.None)).Error!;

        Assert.Equal(ErrorReason.ModelUnavailable, error.Reason);
        Assert.Contains("Inference:Onnx:Device", error.Message, StringComparison.Ordinal);
    }

    private InferenceFixture CreateSut() => new(_folder.Models);

    private async Task AssertRefused(params string[] named)
    {
        using var sut = CreateSut();

        var error = (await sut.Catalog.GetAsync("tiny", CancellationToken.None)).Error;

        Assert.Equal(ErrorReason.ModelUnavailable, error?.Reason);
        Assert.All(named, text => Assert.Contains(text, error!.Message, StringComparison.Ordinal));
        Assert.NotNull(error!.Remedy);
    }

    private static IEnumerable<RepresentationName> Names(params Modalities[] masks) => masks.Select(RepresentationName.Of);
}
