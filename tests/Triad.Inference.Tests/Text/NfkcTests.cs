using System.Globalization;
using System.Text;
using Triad.Inference.Tests.Fixtures;
using Triad.Inference.Text.Unicode;

namespace Triad.Inference.Tests.Text;

public sealed class NfkcTests
{
    [Fact]
    public void Normalize_ManyTexts_EqualsTheReference()
    {
        var cases = File.ReadAllLines(Path.Combine(TestFolders.Data, "text", "nfkc-cases.txt")).Select(line => line.Split(';')).ToArray();

        Assert.All(cases, pair => Assert.Equal(FromHex(pair[1]), Nfkc.Normalize(FromHex(pair[0]))));
        Assert.All(cases, pair => Assert.Equal(FromHex(pair[1]), Nfkc.Normalize(FromHex(pair[1]))));
        Assert.True(cases.Length > 1000);
    }

    [Theory]
    [InlineData("ﬁne ｆｕｌｌ ²", "fine full 2")]
    [InlineData("e\u0301", "é")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("plain ASCII", "plain ASCII")]
    public void Normalize_KnownText_IsComposed(string text, string expected) => Assert.Equal(expected, Nfkc.Normalize(text));

    [Fact]
    public void Normalize_UnpairedSurrogate_BecomesTheReplacementCharacter() => Assert.Equal("a\ufffdb", Nfkc.Normalize("a\ud800b"));

    private static string FromHex(string points) =>
        string.Concat(
            points.Split(' ').Select(point => new Rune(int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));
}
