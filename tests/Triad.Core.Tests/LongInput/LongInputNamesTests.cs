using Triad.Core.LongInput;

namespace Triad.Core.Tests.LongInput;

public sealed class LongInputNamesTests
{
    [Fact]
    public void Parse_EveryName_IsItsStrategy()
    {
        Assert.Equal(["average", "whole", "uniform", "max_pool"], LongInputNames.All);
        foreach (var strategy in Enum.GetValues<LongInputStrategy>())
            Assert.Equal(strategy, LongInputNames.Parse(strategy.ToName()));
        Assert.Null(LongInputNames.Parse("segments"));
        Assert.Null(LongInputNames.Parse(null));
    }
}
