using Triad.Cli.Demo;

namespace Triad.Cli.Tests.Demo;

public sealed class DemoReportTests
{
    [Theory]
    [InlineData(24, 0, 0, true)]
    [InlineData(22, 2, 0, true)]
    [InlineData(21, 3, 0, false)]
    [InlineData(23, 0, 1, false)]
    [InlineData(0, 0, 0, false)]
    public void Passed_ByRanks_NeedsNineTenthsFirstAndAllInThree(int first, int third, int fourth, bool passed)
    {
        int?[] ranks = [.. Enumerable.Repeat<int?>(1, first), .. Enumerable.Repeat<int?>(3, third), .. Enumerable.Repeat<int?>(4, fourth)];

        Assert.Equal(passed, Report(ranks).Passed);
    }

    [Fact]
    public void Passed_ExpectedNotFoundAtAll_Fails() => Assert.False(Report([.. Enumerable.Repeat<int?>(1, 30), null]).Passed);

    private static DemoReport Report(int?[] ranks) => new(
        null,
        "model@hash",
        ranks.Length,
        1,
        [.. ranks.Select((rank, index) => new DemoAnswer($"q{index}", "text", "clip", rank, null, null, null, null))]);
}
