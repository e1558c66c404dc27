using Triad.Inference.Hub;
using Triad.Inference.Tests.Fixtures;
using Triad.Inference.Text.HuggingFace;
using Triad.Inference.Text.HuggingFace.Normalizers;

namespace Triad.Inference.Tests.Text.HuggingFace;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("{\"type\": \"BertNormalizer\"}", "Caf\u00E9", "cafe")]
    [InlineData("{\"type\": \"BertNormalizer\"}", "Cafe\u0301", "cafe")]
    [InlineData("{\"type\": \"BertNormalizer\"}", "\u0130STANBUL", "istanbul")]
    [InlineData("{\"type\": \"BertNormalizer\"}", "a\u200Bb\0c\tD\uFFFD", "abc d")]
    [InlineData("{\"type\": \"BertNormalizer\"}", "\u732B\u3068", " \u732B \u3068")]
    [InlineData("{\"type\": \"BertNormalizer\", \"lowercase\": false}", "Caf\u00E9", "Caf\u00E9")]
    [InlineData("{\"type\": \"BertNormalizer\", \"strip_accents\": false}", "\u0130", "i\u0307")]
    [InlineData("{\"type\": \"Lowercase\"}", "\u0130 \u1E9E \u03A3\u03A3", "i\u0307 \u00DF \u03C3\u03C3")]
    [InlineData("{\"type\": \"NFC\"}", "e\u0301 \u1100\u1161\u11A8", "\u00E9 \uAC01")]
    [InlineData("{\"type\": \"NFD\"}", "\u00E9 \uAC01 \uFB01", "e\u0301 \u1100\u1161\u11A8 \uFB01")]
    [InlineData("{\"type\": \"NFKC\"}", "\uFB01\u2460", "fi1")]
    [InlineData("{\"type\": \"NFKD\"}", "\uFB01\u00E9", "fie\u0301")]
    [InlineData("{\"type\": \"Strip\", \"strip_right\": false}", " a ", "a ")]
    [InlineData("{\"type\": \"Prepend\", \"prepend\": \"_\"}", "a", "_a")]
    [InlineData("{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"\\\\s+\"}, \"content\": \" \"}", "a \t\u3000b", "a b")]
    [InlineData("{\"type\": \"Replace\", \"pattern\": {\"String\": \".\"}, \"content\": \"\"}", "a.b", "ab")]
    [InlineData("{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"NFD\"}, {\"type\": \"StripAccents\"}]}", "\u00E9", "e")]
    public void Normalize_Text_GivesWhatTheTypeSays(string json, string text, string expected) =>
        Assert.Equal(expected,
            NormalizerReader.Read(HubJson.Parse("tokenizer.json", System.Text.Encoding.UTF8.GetBytes(json))).Normalize(text));

    [Theory]
    [InlineData("\u039F\u0394\u03A5\u03A3\u03A3\u0395\u03A5\u03A3 \u03A3", "\u03BF\u03B4\u03C5\u03C3\u03C3\u03B5\u03C5\u03C2 \u03C3")]
    [InlineData("A\u03A3'", "a\u03C2'")]
    [InlineData("A\u03A3'B", "a\u03C3'b")]
    [InlineData("\U00010400\u03A3", "\U00010428\u03C2")]
    public void LowerCase_OfAText_EndsWordsWithAFinalSigma(string text, string expected) => Assert.Equal(expected, LowerCase.OfText(text));

    [Fact]
    public void Tokenize_LetterInTwoForms_GivesOneSequenceOfIds()
    {
        var parts = TokenizerParts.Read("tokenizer.json", File.ReadAllBytes(Path.Combine(HubCopy.MiniLm, "tokenizer.json")));
        var sut = new HuggingFaceTokenizer(parts, 256, lowerCase: false);

        Assert.Equal(sut.Tokenize("caf\u00E9").Ids, sut.Tokenize("cafe\u0301").Ids);
        Assert.Equal(sut.Tokenize("istanbul").Ids, sut.Tokenize("\u0130STANBUL").Ids);
    }
}
