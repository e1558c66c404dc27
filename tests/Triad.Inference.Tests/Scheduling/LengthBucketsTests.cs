using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Scheduling;

public sealed class LengthBucketsTests
{
    [Fact]
    public void RoundUp_EveryLength_AddsAtMostAQuarterAndIsStable()
    {
        for (var length = 1; length < 5000; length++)
        {
            var bucket = LengthBuckets.RoundUp(length);
            Assert.InRange(bucket, length, length * 1.25);
            Assert.Equal(bucket, LengthBuckets.RoundUp(bucket));
        }
    }

    [Fact]
    public void RoundUp_ThousandLengths_MakesFewBuckets() =>
        Assert.InRange(Enumerable.Range(1, 1024).Select(LengthBuckets.RoundUp).Distinct().Count(), 8, 40);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void RoundUp_NoLength_IsRefused(int length) => Assert.Throws<ArgumentOutOfRangeException>(() => LengthBuckets.RoundUp(length));
}
