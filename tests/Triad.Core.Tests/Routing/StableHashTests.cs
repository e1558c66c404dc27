using System.Text;
using Triad.Core.Routing;

namespace Triad.Core.Tests.Routing;

public sealed class StableHashTests
{
    // The first three are of the draft's test vectors. The others: h = 0x811c9dc5; for b in text.encode(): h = (h ^ b) * 0x01000193 % 2**32
    [Theory]
    [InlineData("", 0x811c9dc5u)]
    [InlineData("a", 0xe40c292cu)]
    [InlineData("foobar", 0xbf9cf968u)]
    [InlineData("clip", 0x53118efbu)]
    [InlineData("acme", 0x45fd71afu)]
    [InlineData("größer ☂", 0x68bd4850u)]
    public void Of_IsFnv1aOfTheUtf8Bytes(string text, uint expected)
    {
        Assert.Equal(expected, StableHash.Of(text));
        Assert.Equal(expected, StableHash.Of(Encoding.UTF8.GetBytes(text)));
    }
}
