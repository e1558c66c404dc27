using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Scheduling;

public sealed class BatchSizePolicyTests
{
    private static readonly TimeSpan Roomy = TimeSpan.FromSeconds(10);

    [Fact]
    public void Limit_CostIsMostlyPerBatch_GrowsToTheLargest() => Assert.Equal(32, Learn(32, Roomy, rows => 0.010 + (rows * 0.0001)));

    [Fact]
    public void Limit_CostIsAllPerRow_StaysAtOne() => Assert.Equal(1, Learn(32, Roomy, rows => rows * 0.001));

    [Fact]
    public void Limit_LargeBatchesAreSlower_TakesTheBestInTheMiddle() =>
        Assert.Equal(8, Learn(64, Roomy, rows => rows <= 8 ? 0.002 + (rows * 0.001) : rows * 0.002));

    [Fact]
    public void Limit_BatchTime_IsKept() => Assert.Equal(4, Learn(64, TimeSpan.FromMilliseconds(50), rows => 0.005 + (rows * 0.010)));

    [Fact]
    public void Limit_LargestIsNoPowerOfTwo_IsNeverExceeded() => Assert.InRange(Learn(5, Roomy, _ => 0.010), 1, 5);

    [Fact]
    public void Limit_MachineChanges_FollowsIt()
    {
        var sut = new BatchSizePolicy(16, Roomy);
        Feed(sut, rows => 0.010 + (rows * 0.0001), 300);
        Feed(sut, rows => rows * 0.001 * rows, 3000);

        Assert.InRange(Settled(sut), 1, 2);
    }

    [Property]
    public Property Limit_AnyTimes_IsWithinBounds() => Prop.ForAll(
        ArbMap.Default.ArbFor<(PositiveInt Largest, PositiveInt[] Milliseconds)>(),
        input =>
        {
            var sut = new BatchSizePolicy(input.Largest.Get, TimeSpan.FromMilliseconds(20));
            foreach (var time in input.Milliseconds)
                sut.Record(sut.Limit, TimeSpan.FromMilliseconds(time.Get));
            return sut.Limit >= 1 && sut.Limit <= input.Largest.Get;
        });

    private static int Learn(int largest, TimeSpan limit, Func<int, double> seconds)
    {
        var sut = new BatchSizePolicy(largest, limit);
        Feed(sut, seconds, 200);
        return Settled(sut);
    }

    private static void Feed(BatchSizePolicy sut, Func<int, double> seconds, int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            var rows = sut.Limit;
            sut.Record(rows, TimeSpan.FromSeconds(seconds(rows)));
        }
    }

    // Now and then a neighbour is tried again: the usual choice counts.
    private static int Settled(BatchSizePolicy sut)
    {
        var first = sut.Limit;
        sut.Record(first, TimeSpan.FromSeconds(0.001));
        return first;
    }
}
