using System.Text.Json.Nodes;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Hub;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Hub;

public sealed class EmbeddingGemma2ImportTests
{
    [Fact]
    public async Task Import_Folder_IsRecognised()
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));

        var imported = await hub.ImportAsync("gemma");

        Assert.True(imported.IsOk, $"{imported.Error}");
        Assert.Equal(("EmbeddingGemma 2", "omni"), (imported.Value.Family, imported.Value.Kind));
    }

    [Fact]
    public async Task Import_HalfPrecision_IsRefusedWithTheReason()
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        File.Copy(hub.PathOf("onnx/model.onnx"), hub.PathOf("onnx/model_fp16.onnx"));

        var refused = await hub.ImportAsync("gemma", HubVariant.Fp16);

        Assert.Contains("--variant is fp16, in which this model's numbers overflow", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("fp32, int8 or q4", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithoutPrompts_TakesThoseOfItsMakers()
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        File.Delete(hub.PathOf("config_sentence_transformers.json"));

        var imported = await hub.ImportAsync("gemma");

        var prompts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(imported.Value.Package, "model.json")))!["prompts"]!;
        Assert.Equal(
            ("task: search result | query: ", "title: none | text: ", "title: {title} | text: "),
            (prompts["query"]!.GetValue<string>(), prompts["document"]!.GetValue<string>(), prompts["titled"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("config.json", "image_token_id", "17", "config.json: image_token_id is 17, which is no special token of tokenizer.json")]
    [InlineData("config.json", "boi_token_id", "null", "config.json: boi_token_id is missing")]
    [InlineData("config.json", "text_config.embedding_dim", "64",
        "onnx/vision_encoder.onnx: image_features has 64 numbers, and config.json states", "text_config.hidden_size", "48")]
    [InlineData("config.json", "text_config.vocab_size", "3000",
        "config.json: text_config.vocab_size is 3000, and tokenizer.json gives ids up to 3862")]
    [InlineData("config.json", "vision_config.patch_size", "14",
        "processor_config.json: image_processor.patch_size is 16, and config.json states vision_config.patch_size 14")]
    [InlineData("processor_config.json", "image_processor.resample", "1", "processor_config.json: image_processor.resample is 1")]
    [InlineData("processor_config.json", "image_processor.max_soft_tokens", "\"many\"",
        "processor_config.json: image_processor.max_soft_tokens is \"many\", expected a whole number")]
    [InlineData("processor_config.json", "image_processor.do_rescale", "false",
        "processor_config.json: image_processor.do_rescale is false")]
    [InlineData("processor_config.json", "video_processor.add_timestamps", "true",
        "processor_config.json: video_processor.add_timestamps is true")]
    [InlineData("processor_config.json", "video_processor.overflow_strategy", "\"first\"",
        "processor_config.json: video_processor.overflow_strategy is \"first\"")]
    [InlineData("processor_config.json", "feature_extractor.preemphasis", "0.97",
        "processor_config.json: feature_extractor.preemphasis is 0.97")]
    [InlineData("processor_config.json", "feature_extractor.per_bin_mean", "[0]",
        "processor_config.json: feature_extractor.per_bin_mean is [0]")]
    [InlineData("processor_config.json", "feature_extractor.feature_size", "80", "audio_encoder.onnx: input_features is an input of shape")]
    [InlineData("processor_config.json", "feature_extractor.fft_length", "514", "model.json: audio.fft is 514")]
    [InlineData("config_sentence_transformers.json", "prompts", "{\"other\": \"x\"}",
        "config_sentence_transformers.json: prompts has none of SearchQuery")]
    public async Task Import_FieldThatIsNotUnderstood_IsRefusedWithFileFieldAndValue(
        string file, string path, string value, string message, string? otherPath = null, string? otherValue = null)
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        hub.Edit(file, json => Set(json, path, value));
        if (otherPath is not null)
            hub.Edit(file, json => Set(json, otherPath, otherValue!));

        await AssertRefused(hub, message);
    }

    [Theory]
    [InlineData("tokenizer.json", "tokenizer.json is missing")]
    [InlineData("processor_config.json", "processor_config.json is missing")]
    [InlineData("onnx/model.onnx", "onnx/model.onnx is missing")]
    [InlineData("onnx/audio_encoder.onnx", "onnx/audio_encoder.onnx is missing")]
    [InlineData("onnx/vision_encoder.onnx_data", "onnx/vision_encoder.onnx_data is missing")]
    public async Task Import_MissingFile_IsRefusedByName(string file, string message)
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        File.Delete(hub.PathOf(file));

        await AssertRefused(hub, message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    public async Task Import_DimensionsBeyondTheVector_AreRefused(int dimensions)
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));

        var refused = await hub.ImportAsync(
            new ImportRequest(hub.Folder, Path.Combine(hub.Models, "gemma"), HubVariant.Fp32) { Dimensions = dimensions });

        Assert.Contains(
            $"--dimensions is {dimensions}, and the model's vectors have 48 numbers", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_DimensionsOfAModelThatWasNotTrainedForIt_AreRefused()
    {
        using var hub = new HubCopy(HubCopy.MiniLm);

        var refused = await hub.ImportAsync(
            new ImportRequest(hub.Folder, Path.Combine(hub.Models, "minilm"), HubVariant.Fp32) { Dimensions = 16 });

        Assert.Contains("--dimensions is 16, and vectors of the family sentence encoder", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(hub.Models));
    }

    [Fact]
    public async Task Load_Package_OpensEncodersOnceTheyAreNeeded()
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        await hub.ImportAsync("gemma");
        using var inference = new InferenceFixture(hub.Models);
        var (embedder, loader) = (await inference.GetAsync("gemma"), inference.Loader);

        var open = new List<int> { loader.OpenSessions };
        foreach (var name in (string[])["query_text", "image", "video", "audio"])
        {
            await embedder.EmbedAsync(new EmbedRequest([await GemmaPackage.CaseAsync(name)], EmbedPriority.Query), CancellationToken.None);
            open.Add(loader.OpenSessions);
        }

        Assert.Equal([1, 1, 2, 2, 3], open);
        Assert.Equal(Modalities.All, embedder.Model.Modalities);
    }

    [Fact]
    public async Task Embed_EncoderThatWasChangedSinceItWasChecked_FailsWithoutHarm()
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        var package = (await hub.ImportAsync("gemma")).Value.Package;
        using var inference = new InferenceFixture(hub.Models);
        var embedder = await inference.GetAsync("gemma");
        var file = Path.Combine(package, "audio_encoder.onnx");
        var right = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, [.. right, 0]);
        var item = await GemmaPackage.CaseAsync("audio");

        var failed = await embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None);
        await File.WriteAllBytesAsync(file, right);
        var embedded = await embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None);

        Assert.Equal(ErrorReason.Internal, failed.Error!.Reason);
        Assert.Contains("gemma/audio", failed.Error.Message, StringComparison.Ordinal);
        Assert.True(embedded.IsOk, $"{embedded.Error}");
    }

    private static void Set(JsonNode json, string path, string value)
    {
        var names = path.Split('.');
        names[..^1].Aggregate(json, (node, name) => node[name]!)[names[^1]] = JsonNode.Parse(value);
    }

    private static async Task AssertRefused(HubCopy hub, string message)
    {
        var refused = await hub.ImportAsync("gemma");

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error!.Reason);
        Assert.Contains(message, refused.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(hub.Models));
    }
}
