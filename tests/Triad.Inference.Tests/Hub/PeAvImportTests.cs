using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Hub;

/// <summary>Folders of PE-AV: what is recognised, and what is refused with file, field and value.</summary>
public sealed class PeAvImportTests
{
    [Fact]
    public async Task Import_Folder_IsRecognised()
    {
        using var hub = new HubCopy(HubGolden.Folder(PeAvCase.Family));

        var imported = await hub.ImportAsync("pe-av");

        Assert.True(imported.IsOk, $"{imported.Error}");
        Assert.Equal(("PE-AV", "staged"), (imported.Value.Family, imported.Value.Kind));
    }

    [Theory]
    [InlineData("onnx/audio_video_model.onnx", "onnx/audio_video_model.onnx is missing")]
    [InlineData("onnx/codec_model.onnx", "onnx/codec_model.onnx is missing")]
    [InlineData("logits.json", "logits.json is missing")]
    [InlineData("tokenizer.json", "tokenizer.json is missing")]
    [InlineData("processor_config.json", "processor_config.json is missing")]
    public async Task Import_MissingStage_IsRefusedByName(string file, string message)
    {
        using var hub = new HubCopy(HubGolden.Folder(PeAvCase.Family));
        File.Delete(hub.PathOf(file));

        await AssertRefused(hub, message);
    }

    [Theory]
    [InlineData("audio_model", "video_model", "onnx/audio_model.onnx: audio_embeds is missing among the graph's outputs [video_embeds, video_pooled, video_hidden]")]
    [InlineData("video_model", "frame_model", "onnx/video_model.onnx: video_embeds is missing among the graph's outputs [frame_features]")]
    [InlineData("audio_plus_text_model", "video_plus_text_model", "onnx/audio_plus_text_model.onnx: audio_plus_text_embeds is missing")]
    public async Task Import_GraphOfAnotherStage_IsRefusedWithWhatItHas(string stage, string other, string message)
    {
        using var hub = new HubCopy(HubGolden.Folder(PeAvCase.Family));
        File.Copy(hub.PathOf($"onnx/{other}.onnx"), hub.PathOf($"onnx/{stage}.onnx"), overwrite: true);

        await AssertRefused(hub, message);
    }

    [Theory]
    [InlineData("logits.json", "text_video", "null", "logits.json: text_video is missing, expected scale and bias")]
    [InlineData("logits.json", "text_video", "{\"scale\": -2, \"bias\": 0}", "logits.json: text_video.scale is -2, and a scale is above 0")]
    [InlineData("logits.json", "audio_video", "{\"scale\": 2}", "logits.json: audio_video.bias is missing, expected a number")]
    [InlineData("logits.json", "lengths", "{\"audio\": 0}", "logits.json: lengths.audio is 0, and a length is above 0")]
    [InlineData("processor_config.json", "video_processor", "null", "processor_config.json: video_processor is missing")]
    [InlineData("processor_config.json", "feature_extractor", "{\"sampling_rate\": 48000, \"feature_size\": 2}",
        "processor_config.json: feature_extractor.feature_size is 2, which this version does not support")]
    [InlineData("processor_config.json", "feature_extractor", "{\"sampling_rate\": 48000}",
        "processor_config.json: feature_extractor.hop_length is missing")]
    public async Task Import_FieldThatIsNotUnderstood_IsRefusedWithFileFieldAndValue(string file, string field, string value, string message)
    {
        using var hub = new HubCopy(HubGolden.Folder(PeAvCase.Family));
        hub.Edit(file, json => json[field] = JsonNode.Parse(value));

        await AssertRefused(hub, message);
    }

    [Fact]
    public async Task Import_PicturesOfAnotherSize_AreRefused()
    {
        using var hub = new HubCopy(HubGolden.Folder(PeAvCase.Family));
        hub.Edit("processor_config.json", json => json["video_processor"]!["size"] = new JsonObject { ["height"] = 96, ["width"] = 96 });

        await AssertRefused(hub, "onnx/frame_model.onnx: pixel_values takes 64x64, and pictures are prepared to 96x96");
    }

    [Fact]
    public async Task Import_VocabularyThatIsTooSmall_IsRefused()
    {
        using var hub = new HubCopy(HubGolden.Folder(PeAvCase.Family));
        hub.Edit("config.json", json => json["text_config"]!["vocab_size"] = 100);

        await AssertRefused(hub, "config.json: text_config.vocab_size is 100, and tokenizer.json gives ids up to");
    }

    [Fact]
    public async Task Load_RepresentationThatThereIsNot_IsRefusedByName()
    {
        using var package = new StagedPackage();
        var folder = await package.FolderAsync();
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "model.json"), CancellationToken.None))!;
        manifest["representations"] = new JsonArray("audio", "text");
        await File.WriteAllTextAsync(Path.Combine(folder, "model.json"), manifest.ToJsonString(), CancellationToken.None);

        var refused = await package.LoadAsync();

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error!.Reason);
        Assert.Contains("representations: holds 'text'. Use some of audio, video, audio_video.", refused.Error.Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefused(HubCopy hub, string message)
    {
        var refused = await hub.ImportAsync("pe-av");

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error!.Reason);
        Assert.Contains(message, refused.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(hub.Models));
    }
}
