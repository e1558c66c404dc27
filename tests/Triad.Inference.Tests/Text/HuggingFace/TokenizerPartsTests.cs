using System.Text;
using Triad.Inference.Hub;
using Triad.Inference.Tests.Fixtures;
using Triad.Inference.Text;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Tests.Text.HuggingFace;

public sealed class TokenizerPartsTests
{
    private const string Letters = "{\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 1, \"ab\": 2, \"\\n\": 3}, \"merges\": [\"a b\"]}";

    [Theory]
    [InlineData("{}", "model")]
    [InlineData("[]", "")]
    [InlineData("{\"model\": {\"type\": \"BPE\"}}", "model.vocab")]
    [InlineData("{\"model\": {\"type\": \"BPE\", \"vocab\": {}}}", "model.vocab")]
    [InlineData("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": -1}}}", "model.vocab.a")]
    [InlineData("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a\"]}}", "model.merges[0]")]
    [InlineData("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a a\"]}}", "model.merges[0]")]
    [InlineData("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [], \"dropout\": 0.1}}", "model.dropout")]
    [InlineData("{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"unk_token\": \"u\"}}", "model.unk_token")]
    [InlineData("{\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": 0}}}", "model.unk_token")]
    [InlineData("{\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": 0}, \"unk_token\": \"a\", \"max_input_chars_per_word\": 1000000000}}", "model.max_input_chars_per_word")]
    [InlineData("{\"model\": {\"type\": \"Unigram\", \"vocab\": []}}", "model.vocab")]
    [InlineData("{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\"]]}}", "model.vocab[0]")]
    [InlineData("{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\", 0]], \"unk_id\": 1}}", "model.unk_id")]
    [InlineData("{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\", 0]], \"byte_fallback\": true}}", "model.byte_fallback")]
    [InlineData("{\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"\\ud800\", 0]]}}", "model.vocab[0][0]")]
    public void Read_FileThatIsWrong_NamesTheField(string json, string field)
    {
        var refused = Assert.Throws<HubFormatException>(() => TokenizerParts.Read("tokenizer.json", Encoding.UTF8.GetBytes(json)));

        Assert.Equal("tokenizer.json", refused.File);
        Assert.Equal(field, refused.Field);
        Assert.NotEmpty(refused.Remedy);
    }

    [Theory]
    [InlineData("{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"?\"}", "normalizer.precompiled_charsmap")]
    [InlineData("{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"AQAAAA==\"}", "normalizer.precompiled_charsmap")]
    [InlineData("{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"/////wAAAAA=\"}", "normalizer.precompiled_charsmap")]
    [InlineData("{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"(\"}, \"content\": \"\"}", "normalizer.pattern.Regex")]
    [InlineData("{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"a++\"}, \"content\": \"\"}", "normalizer.pattern.Regex")]
    [InlineData("{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"Sequence\"}]}", "normalizer.normalizers[0].normalizers")]
    public void Read_NormalizerThatIsWrong_NamesTheField(string normalizer, string field) =>
        Assert.Equal(field, Assert.Throws<HubFormatException>(() => SmallTokenizer.Read(Letters, normalizer: normalizer)).Field);

    [Fact]
    public void Tokenize_TableWhoseTrieLeadsNowhere_LeavesTheTextAsItIs()
    {
        // A trie of one unit, whose offset points beyond it.
        var table = Convert.ToBase64String([4, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F]);

        var sut = SmallTokenizer.Of(Letters, normalizer: $"{{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"{table}\"}}");

        Assert.Equal([2L, 0L], sut.Tokenize("aba").Ids);
    }

    [Fact]
    public void Tokenize_ExpressionThatGoesBackAndForth_IsAnErrorThatNamesTheText()
    {
        var text = new string('a', 40) + "!";
        var sut = SmallTokenizer.Of(Letters, normalizer: "{\"type\": \"Replace\", \"pattern\": {\"Regex\": \"(a+)+(?!.)b\"}, \"content\": \"\"}");

        var error = Assert.Throws<TextTooSlowException>(() => sut.Tokenize(text)).Error;

        Assert.Equal(("text", text), (error.Field, error.Value));
        Assert.NotNull(error.Remedy);
    }

    [Fact]
    public void Tokenize_AddedTokensThatAreNotSpecial_AreFoundAndSpecialOnesAreNot()
    {
        const string Added = "[{\"id\": 8, \"content\": \"\\n\\n\", \"normalized\": false, \"special\": false}, {\"id\": 9, \"content\": \"ba\", \"special\": true}]";

        var sut = SmallTokenizer.Of(Letters, added: Added);

        Assert.Equal([2L, 0L, 8L, 3L, 1L], sut.Tokenize("aba\n\n\nb").Ids);
    }

    [Fact]
    public void Tokenize_MergeThatMakesASpecialToken_IsLeftOut()
    {
        var sut = SmallTokenizer.Of(Letters, added: "[{\"id\": 2, \"content\": \"ab\", \"special\": true}]");

        Assert.Equal([0L, 1L], sut.Tokenize("ab").Ids);
    }

    [Fact]
    public void Tokenize_HalfOfAPair_IsReadAsTheReplacement()
    {
        var sut = SmallTokenizer.Of(
            "{\"type\": \"Unigram\", \"vocab\": [[\"<unk>\", 0], [\"a\", -1], [\"\uFFFD\", -1]], \"unk_id\": 0}",
            added: "[{\"id\": 0, \"content\": \"<unk>\", \"special\": true}]");

        Assert.Equal([1L, 2L, 1L], sut.Tokenize("a\uD800a").Ids);
    }

    [Theory]
    [InlineData("{\"type\": \"Split\", \"pattern\": {\"String\": \" \"}, \"behavior\": \"Removed\"}", "a b  c", "a|b|c")]
    [InlineData("{\"type\": \"Split\", \"pattern\": {\"String\": \" \"}, \"behavior\": \"Isolated\"}", "a  b", "a| | |b")]
    [InlineData("{\"type\": \"Split\", \"pattern\": {\"String\": \" \"}, \"behavior\": \"Contiguous\"}", "a  b", "a|  |b")]
    [InlineData("{\"type\": \"Split\", \"pattern\": {\"String\": \" \"}, \"behavior\": \"MergedWithPrevious\"}", "a  b", "a | |b")]
    [InlineData("{\"type\": \"Split\", \"pattern\": {\"String\": \" \"}, \"behavior\": \"MergedWithNext\"}", "a  b", "a| | b")]
    [InlineData("{\"type\": \"Split\", \"pattern\": {\"Regex\": \"\\\\p{L}+\"}, \"behavior\": \"Removed\", \"invert\": true}",
        "ab1\U00020000\U0001F600c", "ab|\U00020000|c")]
    [InlineData("{\"type\": \"BertPreTokenizer\"}", "a,b  c\u2014d", "a|,|b|c|\u2014|d")]
    [InlineData("{\"type\": \"WhitespaceSplit\"}", " a,b c ", "a,b|c")]
    [InlineData("{\"type\": \"Punctuation\"}", "a,b", "a|,|b")]
    [InlineData("{\"type\": \"Metaspace\", \"replacement\": \"_\", \"prepend_scheme\": \"always\"}", "a b", "_a|_b")]
    [InlineData("{\"type\": \"Metaspace\", \"replacement\": \"_\", \"prepend_scheme\": \"never\", \"split\": false}", "a b", "a_b")]
    [InlineData("{\"type\": \"ByteLevel\", \"add_prefix_space\": false}", "it's  a\u00E9", "it|'s|\u0120|\u0120a\u00C3\u00A9")]
    [InlineData("{\"type\": \"ByteLevel\", \"use_regex\": false}", "a b", "\u0120a\u0120b")]
    public void Split_Text_GivesWhatTheTypeSays(string json, string text, string expected) =>
        Assert.Equal(expected.Split('|'), SmallTokenizer.Read(Letters, splitter: json).Splitter.Split(text, first: true));
}
