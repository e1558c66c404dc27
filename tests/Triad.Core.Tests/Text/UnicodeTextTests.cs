using System.Globalization;
using System.Text;
using Triad.Core.Text;

namespace Triad.Core.Tests.Text;

public sealed class UnicodeTextTests
{
    [Fact]
    public void ToNfkc_ManyTexts_EqualsTheReference()
    {
        var cases = Cases("nfkc-cases.txt");

        Assert.All(cases, pair => Assert.Equal(FromHex(pair[1]), UnicodeText.ToNfkc(FromHex(pair[0]))));
        Assert.All(cases, pair => Assert.Equal(FromHex(pair[1]), UnicodeText.ToNfkc(FromHex(pair[1]))));
        Assert.True(cases.Length > 1000);
    }

    [Fact]
    public void ToNfc_ManyTexts_EqualsTheReference()
    {
        var cases = Cases("nfc-cases.txt");

        Assert.All(cases, pair => Assert.Equal(FromHex(pair[1]), UnicodeText.ToNfc(FromHex(pair[0]))));
        Assert.All(cases, pair => Assert.Equal(FromHex(pair[1]), UnicodeText.ToNfc(FromHex(pair[1]))));
        Assert.True(cases.Length > 1000);
    }

    [Theory]
    [InlineData("ﬁne ｆｕｌｌ ²", "fine full 2")]
    [InlineData("e\u0301", "é")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("plain ASCII", "plain ASCII")]
    public void ToNfkc_KnownText_IsComposed(string text, string expected) => Assert.Equal(expected, UnicodeText.ToNfkc(text));

    [Theory]
    [InlineData("ﬁne ²", "ﬁne ²")]
    [InlineData("e\u0301", "é")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("a\u0323\u0307", "ạ̇")]
    [InlineData("a\u0307\u0323", "ạ̇")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("plain ASCII", "plain ASCII")]
    public void ToNfc_KnownText_IsComposed(string text, string expected) => Assert.Equal(expected, UnicodeText.ToNfc(text));

    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301", true)]
    [InlineData("cafe", "cafe\u0301", false)]
    [InlineData("x²", "x2", false)]
    [InlineData("same", "same", true)]
    public void AreSame_TellsWhatLooksTheSame(string one, string other, bool same)
    {
        Assert.Equal(same, UnicodeText.AreSame(one, other));
        Assert.Equal(same, UnicodeText.AreSame(other, one));
    }

    [Fact]
    public void Forms_UnpairedSurrogate_BecomesTheReplacementCharacter()
    {
        Assert.Equal("a\ufffdb", UnicodeText.ToNfkc("a\ud800b"));
        Assert.Equal("a\ufffdb", UnicodeText.ToNfc("a\ud800b"));
    }

    private static string[][] Cases(string name) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "text", name)).Select(line => line.Split(';'))];

    private static string FromHex(string points) =>
        string.Concat(
            points.Split(' ').Select(point => new Rune(int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));
}
