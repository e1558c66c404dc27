using System.Text.Json;
using Triad.Inference.Tests.Fixtures;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Tests.Text.HuggingFace;

/// <summary>Whatever a text says, it gives no id of a special token but for that of the unknown.</summary>
public sealed class SpecialTokenTests
{
    [Theory]
    [InlineData("minilm")]
    [InlineData("e5")]
    [InlineData("clip")]
    [InlineData("siglip")]
    [InlineData("siglip2")]
    [InlineData("pe_core/textual")]
    [InlineData("clap")]
    [InlineData("pe_av")]
    [InlineData("embeddinggemma2")]
    public void Tokenize_NamesOfSpecialTokens_ArePlainText(string family) =>
        AssertPlain(Path.Combine(HubGolden.Folder(family), "tokenizer.json"));

    [Fact]
    public void Tokenize_NamesOfSpecialTokensOfTheCommittedModel_ArePlainText() => AssertPlain(Path.Combine(HubCopy.MiniLm,
        "tokenizer.json"));

    private static void AssertPlain(string file)
    {
        var content = File.ReadAllBytes(file);
        var parts = TokenizerParts.Read("tokenizer.json", content);
        var sut = new HuggingFaceTokenizer(parts with { Template = new TokenTemplate([], []) }, 10_000, lowerCase: false);
        using var document = JsonDocument.Parse(content);
        var special = document.RootElement.GetProperty("added_tokens").EnumerateArray().Where(token => token.GetProperty("special").GetBoolean())
            .ToDictionary(token => token.GetProperty("content").GetString()!, token => token.GetProperty("id").GetInt64());
        long[] forbidden = [.. special.Where(token => !token.Key.Contains("unk",
            StringComparison.OrdinalIgnoreCase)).Select(token => token.Value)];
        string[] texts = [.. special.Keys, .. special.Keys.Select(name => $"a {name} b"), string.Join("", special.Keys),
            string.Join(' ', special.Keys)];

        foreach (var text in texts)
        {
            var ids = sut.Tokenize(text).Ids;

            Assert.NotEmpty(ids);
            Assert.Empty(ids.Intersect(forbidden));
        }
    }
}
