using Triad.Cli.Searching;

namespace Triad.Cli.Tests.Searching;

public sealed class QueryOptionsTests
{
    [Theory]
    [InlineData("a red ball", "a red ball", 1)]
    [InlineData("a red ball^0.5", "a red ball", 0.5)]
    [InlineData("a red ball^-2", "a red ball", -2)]
    [InlineData("x^y", "x^y", 1)]
    [InlineData("2^3^4", "2^3", 4)]
    [InlineData("^2", "^2", 1)]
    public void SplitWeight_OfAPart_TakesTheNumberBehindTheLastCaret(string part, string value, double weight) =>
        Assert.Equal((value, weight), QueryOptions.SplitWeight(part));
}
