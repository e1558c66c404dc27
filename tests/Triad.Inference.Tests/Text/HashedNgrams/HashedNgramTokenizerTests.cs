using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Inference.Packages;
using Triad.Inference.Tests.Fixtures;
using Triad.Inference.Text.HashedNgrams;

namespace Triad.Inference.Tests.Text.HashedNgrams;

public sealed class HashedNgramTokenizerTests
{
    [Fact]
    public void Tokenize_KnownWord_HasVocabularyIdThenHashedGrams()
    {
        var text = CreateSut().Tokenize("Cat");

        // FNV-1a-32, computed by hand from its definition: <ca cat at> <cat cat> <cat>.
        Assert.Equal([102, Gram("<ca"), Gram("cat"), Gram("at>"), Gram("<cat"), Gram("cat>"), Gram("<cat>"), 0], text.Ids);
        Assert.Equal((1, 1, 0), (text.Length, text.KnownWords, text.CutWords));
        Assert.Empty(text.UnknownWords);
    }

    [Fact]
    public void Tokenize_UnknownWords_AreKeptByTheirGramsAndListedOnce()
    {
        var text = CreateSut().Tokenize("Zyzzyva, cat; zyzzyva quux");

        Assert.Equal(["zyzzyva", "quux"], text.UnknownWords);
        Assert.Equal((4, 1), (text.Length, text.KnownWords));
        Assert.Equal(Gram("<zy"), text.Ids[0]);
    }

    [Fact]
    public void Tokenize_MoreWordsThanAllowed_CutsAndCounts()
    {
        var text = CreateSut().Tokenize("a b c d e f g h");

        Assert.Equal((6, 2), (text.Length, text.CutWords));
        Assert.Equal(6 * 8, text.Ids.Length);
    }

    [Theory]
    [InlineData("don't DON’T", "dont dont")]
    [InlineData("'quoted' rock'n'roll", "quoted rocknroll")]
    [InlineData("a''b", "a b")]
    [InlineData("naïve ＣＡＦÉ x²", "naïve café x2")]
    [InlineData("ΟΔΟΣ İ", "οδοσ İ")]
    [InlineData("snake_case, 3.5", "snake case 3 5")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("  ♪ !? ", "")]
    public void Split_Text_IsRunsOfLettersMarksAndNumbers(string text, string words) =>
        Assert.Equal(words, string.Join(' ', WordSplitter.Split(text)));

    [Property]
    public Property Tokenize_AnyText_StaysInBounds() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        input =>
        {
            var settings = TestSettings.Text;
            var text = CreateSut().Tokenize(input ?? "");
            return text.Ids.Length == text.Length * settings.MaxGrams
                && text.Length <= settings.MaxWords
                && text.KnownWords <= text.Length
                && text.Ids.All(id => id >= 0 && id <= settings.Buckets + 3)
                && Enumerable.Range(0, text.Length).All(word => text.Ids[word * settings.MaxGrams] != 0);
        });

    [Fact]
    public void Tokenize_VeryLongWord_IsReportedShortened()
    {
        var text = CreateSut().Tokenize(new string('x', 1_000_000));

        Assert.Equal(64, Assert.Single(text.UnknownWords).Length);
        Assert.Equal(8, text.Ids.Length);
    }

    private static HashedNgramTokenizer CreateSut() => new(TestSettings.Text, ["dog", "cat", "bird"]);

    private static long Gram(string gram)
    {
        var hash = 2166136261u;
        foreach (var value in System.Text.Encoding.UTF8.GetBytes(gram))
            hash = unchecked((hash ^ value) * 16777619u);
        return 1 + (hash % (uint)TestSettings.Text.Buckets);
    }
}
