using Triad.Inference.Text;

namespace Triad.Inference.Tests.Text;

public sealed class Fnv1aTests
{
    [Theory]
    [InlineData("", 0x811c9dc5u)]
    [InlineData("a", 0xe40c292cu)]
    [InlineData("foobar", 0xbf9cf968u)]
    public void Hash_PublishedVectors_AreMet(string text, uint expected) =>
        Assert.Equal(expected, Fnv1a.Hash(System.Text.Encoding.UTF8.GetBytes(text)));
}
