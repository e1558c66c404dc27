using Triad.Cli.Searching;

namespace Triad.Cli.Tests.Searching;

public sealed class QueryOptionsTests
{
    [Theory]
    [InlineData("whistle.wav", "whistle.wav", 1)]
    [InlineData("whistle.wav^0.5", "whistle.wav", 0.5)]
    [InlineData("clip/3^-2", "clip/3", -2)]
    [InlineData("x^y", "x^y", 1)]
    [InlineData("2^3^4", "2^3", 4)]
    [InlineData("x^NaN", "x^NaN", 1)]
    [InlineData("^2", "^2", 1)]
    public void SplitWeight_OfAFile_TakesTheNumberBehindTheLastCaret(string part, string value, double weight) =>
        Assert.Equal((value, weight), QueryOptions.SplitWeight(part));

    [Fact]
    public void SplitWeight_OfAFileWithThatName_IsTheFile()
    {
        var folder = Directory.CreateTempSubdirectory("triad-caret-");
        var path = Path.Combine(folder.FullName, "mc^2");
        File.WriteAllText(path, "x");

        var split = QueryOptions.SplitWeight(path);

        folder.Delete(recursive: true);
        Assert.Equal((path, 1), split);
    }
}
