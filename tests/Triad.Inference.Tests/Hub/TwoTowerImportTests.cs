using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Hub;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Hub;

/// <summary>Folders of two towers: what is recognised, and what is refused with file, field and value.</summary>
public sealed class TwoTowerImportTests
{
    [Theory]
    [InlineData("clip", "CLIP")]
    [InlineData("siglip", "SigLIP")]
    [InlineData("siglip2", "SigLIP 2")]
    [InlineData("pe_core", "open_clip")]
    [InlineData("clap", "CLAP")]
    public async Task Import_Folder_IsRecognised(string family, string name)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));

        var imported = await hub.ImportAsync("towers");

        Assert.True(imported.IsOk, $"{imported.Error}");
        Assert.Equal((name, "dual-encoder"), (imported.Value.Family, imported.Value.Kind));
    }

    [Theory]
    [InlineData("clip", "preprocessor_config.json", "resample", "1",
        "preprocessor_config.json: resample is 1, which this version does not support")]
    [InlineData("clip", "preprocessor_config.json", "image_processor_type", "\"LevitImageProcessor\"",
        "preprocessor_config.json: image_processor_type is \"LevitImageProcessor\"")]
    [InlineData("clip", "preprocessor_config.json", "do_normalize", "false", "preprocessor_config.json: do_normalize is false")]
    [InlineData("clip", "preprocessor_config.json", "do_center_crop", "false", "preprocessor_config.json: do_center_crop is false")]
    [InlineData("clip", "preprocessor_config.json", "crop_size", "{\"height\": 256, \"width\": 256}",
        "preprocessor_config.json: crop_size is 256x256, more than the shorter side of 224")]
    [InlineData("clip", "preprocessor_config.json", "size", "{\"height\": 128, \"width\": 256}",
        "preprocessor_config.json: crop_size is 224x224, more than the 256x128 that pictures are squashed to")]
    [InlineData("clip", "preprocessor_config.json", "crop_size", "96",
        "onnx/vision_model.onnx: pixel_values takes 224x224, and pictures are prepared to 96x96")]
    [InlineData("clip", "preprocessor_config.json", "image_mean", "[0.5]",
        "preprocessor_config.json: image_mean is no list of three numbers")]
    [InlineData("clip", "config.json", "projection_dim", "64",
        "onnx/text_model.onnx: text_embeds has 32 numbers, and config.json states projection_dim 64")]
    [InlineData("clap", "preprocessor_config.json", "truncation", "\"fusion\"", "preprocessor_config.json: truncation is \"fusion\"")]
    [InlineData("clap", "preprocessor_config.json", "padding", "\"repeat\"", "preprocessor_config.json: padding is \"repeat\"")]
    [InlineData("clap", "preprocessor_config.json", "top_db", "80", "preprocessor_config.json: top_db is 80")]
    [InlineData("clap", "preprocessor_config.json", "hop_length", "0", "preprocessor_config.json: hop_length is 0")]
    [InlineData("clap", "preprocessor_config.json", "fft_window_size", "1022", "preprocessor_config.json: fft_window_size is 1022")]
    [InlineData("clap", "preprocessor_config.json", "feature_size", "128",
        "onnx/audio_model.onnx: input_features takes 1001x64, and sound is prepared to 1001x128")]
    [InlineData("clap", "preprocessor_config.json", "frequency_max", "30000", "model.json: audio.max_hz is more than half of sample_rate")]
    [InlineData("siglip", "tokenizer_config.json", "pad_token", "\"<nothing>\"", "tokenizer_config.json: pad_token is '<nothing>'")]
    [InlineData("pe_core", "visual/preprocess_cfg.json", "resize_mode", "\"longest\"",
        "visual/preprocess_cfg.json: resize_mode is \"longest\"")]
    [InlineData("pe_core", "visual/preprocess_cfg.json", "interpolation", "\"random\"",
        "visual/preprocess_cfg.json: interpolation is \"random\"")]
    [InlineData("pe_core", "visual/preprocess_cfg.json", "size", "[96, 96]",
        "visual/model.onnx: image takes 64x64, and pictures are prepared to 96x96")]
    public async Task Import_FieldThatIsNotUnderstood_IsRefusedWithFileFieldAndValue(string family, string file, string field,
        string value, string message)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));
        hub.Edit(file, json => json[field] = JsonNode.Parse(value));

        await AssertRefused(hub, message);
    }

    [Theory]
    [InlineData("clap", "audio_config", "enable_fusion", "true", "config.json: audio_config.enable_fusion is true")]
    [InlineData("clap", "text_config", "max_position_embeddings", "2", "config.json: text_config.max_position_embeddings leaves 0 tokens")]
    [InlineData("clip", "text_config", "vocab_size", "3513",
        "config.json: text_config.vocab_size is 3513, and tokenizer.json gives ids up to 3513")]
    [InlineData("siglip", "text_config", "max_position_embeddings", "32",
        "onnx/text_model.onnx: input_ids takes 64 ids, and the model's settings say 32")]
    [InlineData("pe_core", "text_cfg", "context_length", "77", "textual/model.onnx: text takes 32 ids, and the model's settings say 77")]
    [InlineData("pe_core", "text_cfg", "hf_tokenizer_name", "\"timm/siglip\"", "config.json: text_cfg.hf_tokenizer_name is given")]
    public async Task Import_PartOfConfigThatDoesNotFit_IsRefused(string family, string part, string field, string value, string message)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));
        hub.Edit("config.json", json => json[part]![field] = JsonNode.Parse(value));

        await AssertRefused(hub, message);
    }

    [Theory]
    [InlineData("clip", "tokenizer.json", "tokenizer.json is missing")]
    [InlineData("clip", "preprocessor_config.json", "preprocessor_config.json is missing")]
    [InlineData("siglip", "onnx/vision_model.onnx", "onnx/vision_model.onnx is missing")]
    [InlineData("clap", "onnx/audio_model.onnx", "onnx/audio_model.onnx is missing")]
    [InlineData("pe_core", "visual/preprocess_cfg.json", "visual/preprocess_cfg.json is missing")]
    public async Task Import_MissingFile_IsRefusedByName(string family, string file, string message)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));
        File.Delete(hub.PathOf(file));

        await AssertRefused(hub, message);
    }

    [Fact]
    public async Task Import_TokenizerOfNeitherSiglip_IsRefused()
    {
        using var hub = new HubCopy(HubGolden.Folder("siglip2"));
        hub.Edit("tokenizer.json", json => json["model"]!["byte_fallback"] = false);

        await AssertRefused(hub, "tokenizer.json: model.type is 'BPE', and SigLIP has Unigram");
    }

    [Fact]
    public async Task Import_VariantThatIsNotThere_NamesThoseThatAre()
    {
        using var hub = new HubCopy(HubGolden.Folder("clip"));

        var refused = await hub.ImportAsync("towers", HubVariant.Q4);

        Assert.Contains("Choose --variant fp32 or fp16 or int8", refused.Error!.Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefused(HubCopy hub, string message)
    {
        var refused = await hub.ImportAsync("towers");

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error!.Reason);
        Assert.Contains(message, refused.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(hub.Models));
    }
}
