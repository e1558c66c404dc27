using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Shards;

namespace Triad.Grains.Tests.Shards;

public sealed class HidingLogTests
{
    [Fact]
    public void Since_AMark_IsWhatWasHiddenAfterIt()
    {
        var log = new HidingLog(100);
        log.Note(Of(1));
        var mark = log.Mark;
        log.Note(Of(2));
        log.Note(Of(2));
        log.Note(Of(3));

        Assert.Equal([Of(2), Of(3)], log.Since(mark)!);
        Assert.Empty(log.Since(log.Mark)!);
        Assert.Equal(3, log.Since(100)!.Count());
    }

    [Fact]
    public void Since_AMarkOfAnotherActivation_IsNotKnown()
    {
        var log = new HidingLog(100);

        Assert.Null(log.Since(99));
        Assert.Null(log.Since(101));
        Assert.Null(log.Since(0));
    }

    [Fact]
    public void Since_AMarkThatIsTooOld_IsNotKnown()
    {
        var log = new HidingLog(1);
        var mark = log.Mark;
        foreach (var generation in Enumerable.Range(1, 1024))
            log.Note(Of(generation));
        Assert.Equal(1024, log.Since(mark)!.Count());

        log.Note(Of(1025));

        Assert.Null(log.Since(mark));
        Assert.Equal(1024, log.Since(mark + 1)!.Count());
    }

    private static VideoGeneration Of(int generation) => new(VideoId.From("v"), generation);
}
