using Triad.Inference.Tests.Fixtures;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Tests.Text.HuggingFace;

/// <summary>The ids of every kind of tokenizer are those that the models' own implementation gives.</summary>
public sealed class GoldenIdsTests
{
    [Theory]
    [InlineData("minilm", "plain.input_ids", 256)]
    [InlineData("bge", "plain.input_ids", 512)]
    [InlineData("e5", "plain.input_ids", 512)]
    [InlineData("clip", "input_ids", 77)]
    [InlineData("siglip", "input_ids", 64)]
    [InlineData("siglip2", "input_ids", 64, true)]
    [InlineData("clap", "input_ids", 512)]
    [InlineData("pe_av", "input_ids", 512)]
    public void Tokenize_TextsOfTheReference_GiveItsIds(string family, string key, int maxTokens, bool lowerCase = false) =>
        AssertIds(family, HubGolden.Texts(), HubGolden.Read<long>(family, "texts.npz", key), maxTokens, lowerCase);

    [Fact]
    public void Tokenize_TextsOfPeCore_GiveItsIds()
    {
        var stored = HubGolden.Read<int>("pe_core", "texts.npz", "text");

        AssertIds("pe_core/textual", HubGolden.Texts(), new NpyFile<long>(stored.Shape, [.. stored.Values.Select(id => (long)id)]), 32,
            false);
    }

    [Fact]
    public void Tokenize_TextsOfEmbeddingGemma_GiveItsIds() => AssertIds(
        "embeddinggemma2",
        HubGolden.ReadTexts("embeddinggemma2", "texts.npz", "texts"),
        HubGolden.Read<long>("embeddinggemma2", "texts.npz", "input_ids"),
        8192,
        false);

    private static void AssertIds(string family, IReadOnlyList<string> texts, NpyFile<long> stored, int maxTokens, bool lowerCase)
    {
        var parts = TokenizerParts.Read("tokenizer.json", File.ReadAllBytes(Path.Combine(HubGolden.Folder(family), "tokenizer.json")));
        var sut = new HuggingFaceTokenizer(parts, maxTokens, lowerCase);
        var width = stored.Shape[1];
        Assert.Equal(texts.Count, stored.Shape[0]);
        var compared = 0;
        for (var row = 0; row < texts.Count; row++)
        {
            if (string.IsNullOrWhiteSpace(texts[row]) || HubGolden.NamesSpecialTokens(texts[row]))
                continue;
            var expected = stored.Values.AsSpan(row * width, width);
            var ids = sut.Tokenize(texts[row]).Ids;

            Assert.True(
                ids.Length <= width && expected[..ids.Length].SequenceEqual(ids),
                $"{family} '{texts[row]}': [{string.Join(", ", ids)}], expected [{string.Join(", ", expected.ToArray())}]");
            Assert.True(IsPadding(expected[ids.Length..]),
                $"{family} '{texts[row]}' has more ids: [{string.Join(", ", expected[ids.Length..].ToArray())}]");
            compared++;
        }

        Assert.InRange(compared, texts.Count - 3, texts.Count);
    }

    // Of what the model takes beyond a text, all is one id.
    private static bool IsPadding(ReadOnlySpan<long> rest) => rest.IsEmpty || !rest.ContainsAnyExcept(rest[0]);
}
