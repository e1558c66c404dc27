using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Hub;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Hub;

public sealed class HubImporterTests : IDisposable
{
    private readonly HubCopy _hub = new(HubCopy.MiniLm);

    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "config.json", "model_type", "\"t5\"",
            "config.json: model_type is 't5', of no family that this version imports. It imports: sentence encoder" },
        { "config.json", "hidden_size", "64", "1_Pooling/config.json: word_embedding_dimension is 48, and config.json states 64" },
        { "config.json", "vocab_size", "2999", "config.json: vocab_size is 2999, and tokenizer.json gives ids up to 2999" },
        { "config.json", "vocab_size", "\"many\"", "config.json: vocab_size is \"many\", expected a whole number" },
        { "sentence_bert_config.json", "max_seq_length", "0", "sentence_bert_config.json: max_seq_length leaves 0 tokens" },
        { "sentence_bert_config.json", "max_seq_length", "2", "model.json: text.max_tokens is 2, and 2 are added to every text" },
        { "1_Pooling/config.json", "pooling_mode_mean_tokens", "false", "1_Pooling/config.json: pooling_mode is nothing" },
        { "1_Pooling/config.json", "pooling_mode_max_tokens", "true",
            "pooling_mode is pooling_mode_mean_tokens and pooling_mode_max_tokens" },
        { "1_Pooling/config.json", "include_prompt", "false", "1_Pooling/config.json: include_prompt is false" },
        { "tokenizer.json", "normalizer", "{\"type\": \"Nmt\"}",
            "tokenizer.json: normalizer.type is \"Nmt\", which this version does not support. Supported: BertNormalizer" },
        { "tokenizer.json", "pre_tokenizer", "{\"type\": \"UnicodeScripts\"}", "tokenizer.json: pre_tokenizer.type is \"UnicodeScripts\"" },
        { "tokenizer.json", "post_processor", "{\"type\": \"Other\"}", "tokenizer.json: post_processor.type is \"Other\"" },
        { "tokenizer.json", "model", "{\"type\": \"WordLevel\"}", "tokenizer.json: model.type is \"WordLevel\"" },
        { "tokenizer.json", "truncation", "{\"direction\": \"Left\"}", "tokenizer.json: truncation.direction is \"Left\"" },
    };

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Import_Folder_WritesAPackageAndNothingElse()
    {
        await File.WriteAllTextAsync(_hub.PathOf("README.md"), "---\nlanguage: en\nlicense: apache-2.0\n---\n# A model\n");

        var imported = await _hub.ImportAsync();

        Assert.True(imported.IsOk, $"{imported.Error}");
        Assert.Equal(("encoder", "sentence encoder", "text", "apache-2.0"),
            (imported.Value.Id, imported.Value.Family, imported.Value.Kind, imported.Value.Licence));
        Assert.Equal(["encoder"], Entries(_hub.Models));
        Assert.Equal(["model.json", "model.onnx", "tokenizer.json"], Entries(Path.Combine(_hub.Models, "encoder")));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Import_FieldThatIsNotUnderstood_IsRefusedWithFileFieldAndValue(string file, string field, string value,
        string message)
    {
        _hub.Edit(file, json => json[field] = JsonNode.Parse(value));

        await AssertRefused(message);
    }

    [Theory]
    [InlineData("config.json", "config.json is missing")]
    [InlineData("tokenizer.json", "tokenizer.json is missing")]
    [InlineData("modules.json", "modules.json is missing")]
    [InlineData("1_Pooling/config.json", "1_Pooling/config.json is missing")]
    [InlineData("onnx/model.onnx", "onnx/model.onnx is missing, which has the variant fp32")]
    public async Task Import_MissingFile_IsRefusedByName(string file, string message)
    {
        File.Delete(_hub.PathOf(file));

        await AssertRefused(message);
    }

    [Theory]
    [InlineData("config.json", "config.json is not JSON")]
    [InlineData("tokenizer.json", "tokenizer.json is not JSON")]
    [InlineData("onnx/model.onnx", "onnx/model.onnx")]
    public async Task Import_FileCutShort_IsRefusedByName(string file, string message)
    {
        var bytes = await File.ReadAllBytesAsync(_hub.PathOf(file));
        await File.WriteAllBytesAsync(_hub.PathOf(file), bytes[..(bytes.Length / 2)]);

        await AssertRefused(message);
    }

    [Fact]
    public async Task Import_FurtherModule_IsRefused()
    {
        _hub.Edit("modules.json", json => json[2]!["type"] = "sentence_transformers.models.Dense");

        await AssertRefused("modules.json: type is Transformer, Pooling, Dense in turn");
    }

    [Fact]
    public async Task Import_VariantThatIsNotThere_NamesThoseThatAre()
    {
        var refused = await _hub.ImportAsync(variant: HubVariant.Q4);

        Assert.Contains("Choose --variant fp32", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OtherVariant_TakesItsGraph()
    {
        File.Move(_hub.PathOf("onnx/model.onnx"), _hub.PathOf("onnx/model_quantized.onnx"));

        Assert.True((await _hub.ImportAsync(variant: HubVariant.Int8)).IsOk);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData(".hidden")]
    [InlineData("with space")]
    public async Task Import_NameThatIsNoId_IsRefused(string id) =>
        Assert.Contains("which is no id of a package", (await _hub.ImportAsync(id)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task Import_PackageThatIsThere_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Path.Combine(_hub.Models, "encoder"));

        var refused = await _hub.ImportAsync();

        Assert.Contains("is there already", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(Entries(Path.Combine(_hub.Models, "encoder")));
    }

    [Fact]
    public async Task Import_AfterOneThatWasKilled_ClearsWhatItLeft()
    {
        var left = Directory.CreateDirectory(Path.Combine(_hub.Models, ".encoder.importing")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "half.onnx"), "half");

        var imported = await _hub.ImportAsync();

        Assert.True(imported.IsOk, $"{imported.Error}");
        Assert.Equal(["encoder"], Entries(_hub.Models));
        Assert.DoesNotContain("half.onnx", Entries(imported.Value.Package));
    }

    [Fact]
    public async Task Import_BesideOneThatRuns_IsRefused()
    {
        using var other = PackageDraft.Begin(Path.Combine(_hub.Models, "encoder"));

        Assert.Contains("is being written by another import", (await _hub.ImportAsync()).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WeightsOutsideOfTheFolder_AreRefused()
    {
        using var e5 = new HubCopy(HubGolden.Folder("e5"));
        var graph = await File.ReadAllBytesAsync(e5.PathOf("onnx/model.onnx"));
        await File.WriteAllBytesAsync(e5.PathOf("onnx/model.onnx"), Replace(graph, "model.onnx_data"u8, "../../../passwd"u8));

        Assert.Contains("onnx/model.onnx: external_data refers to '../../../passwd'", (await e5.ImportAsync()).Error!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ModuleOutsideOfTheFolder_IsRefused()
    {
        var modules = await File.ReadAllTextAsync(_hub.PathOf("modules.json"));
        await File.WriteAllTextAsync(_hub.PathOf("modules.json"), modules.Replace("1_Pooling", "../1_Pooling", StringComparison.Ordinal));

        await AssertRefused("lies outside of the model's folder");
    }

    [Fact]
    public async Task Import_DraftThatIsALink_IsRefusedAndItsTargetLeftAlone()
    {
        var other = Directory.CreateTempSubdirectory("triad-other-");
        await File.WriteAllTextAsync(Path.Combine(other.FullName, "kept.txt"), "mine");
        Directory.CreateDirectory(_hub.Models);
        Directory.CreateSymbolicLink(Path.Combine(_hub.Models, ".encoder.importing"), other.FullName);

        var refused = await _hub.ImportAsync();

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error?.Reason);
        Assert.Contains(".encoder.importing", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(other.FullName, "kept.txt")));
        Directory.Delete(Path.Combine(_hub.Models, ".encoder.importing"));
        other.Delete(recursive: true);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    public async Task Import_NameOfHalfACharacter_IsRefused(string file)
    {
        var content = await File.ReadAllTextAsync(_hub.PathOf(file));
        await File.WriteAllTextAsync(_hub.PathOf(file), content.Insert(content.IndexOf('{', StringComparison.Ordinal) + 1, "\"\\ud800\": 1,"));

        var imported = await _hub.ImportAsync();

        Assert.True(imported.IsOk || imported.Error!.Message.Contains(file, StringComparison.Ordinal), $"{imported.Error}");
    }

    [Fact]
    public async Task Import_WeightsMissing_AreRefusedByName()
    {
        using var e5 = new HubCopy(HubGolden.Folder("e5"));
        File.Delete(e5.PathOf("onnx/model.onnx_data"));

        Assert.Contains("onnx/model.onnx_data is missing", (await e5.ImportAsync()).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WeightsCutShort_AreRefused()
    {
        using var e5 = new HubCopy(HubGolden.Folder("e5"));
        await using (var weights = File.OpenWrite(e5.PathOf("onnx/model.onnx_data")))
            weights.SetLength(1000);

        Assert.Contains("and the file has 1000", (await e5.ImportAsync()).Error!.Message, StringComparison.Ordinal);
        Assert.Empty(Entries(e5.Models));
    }

    private static byte[] Replace(byte[] bytes, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        for (int at; (at = bytes.AsSpan().IndexOf(from)) >= 0;)
            to.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private static string[] Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)];

    private async Task AssertRefused(string message)
    {
        var refused = await _hub.ImportAsync();

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error!.Reason);
        Assert.Contains(message, refused.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Entries(_hub.Models));
    }
}
