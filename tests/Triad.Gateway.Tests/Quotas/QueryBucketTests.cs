using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Triad.Gateway.Quotas;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Quotas;

public sealed class QueryBucketTests
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _time = new();

    [Property]
    public Property Take_WithinAnyTime_LetsThroughWhatTheRateBringsAndOneSecondsWorth() =>
        Prop.ForAll(
            Gen.Choose(1, 200).ToArbitrary(),
            Gen.Choose(0, 1000).ListOf(50).ToArbitrary(),
            (rate, pauses) =>
            {
                var bucket = CreateSut(rate);
                var taken = 0;
                foreach (var pause in pauses)
                {
                    _time.Advance(TimeSpan.FromMilliseconds(pause));
                    bucket.Renew(new QuotaLease(rate, rate, ValidFor));
                    for (var i = 0; i < 300; i++)
                        taken += Take(bucket) is null ? 1 : 0;
                }

                Assert.True(taken <= (pauses.Sum() / 1000.0 * rate) + rate + 1e-6, $"{taken} at {rate}/s");
            });

    [Fact]
    public void Take_FromAnEmptyBucket_SaysWhenThereIsOneAgain()
    {
        var bucket = CreateSut(0.5);
        Assert.Null(Take(bucket));

        var wait = Take(bucket);
        _time.Advance(wait!.Value);

        Assert.Equal(TimeSpan.FromSeconds(2), wait);
        Assert.Null(Take(bucket));
    }

    [Fact]
    public void Take_WithoutQuota_IsNeverRefused()
    {
        var bucket = CreateSut(null);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Null(Take(bucket)));
    }

    [Fact]
    public void Take_OfAQuotaOfNothing_IsNeverLetThrough() => Assert.Equal(Timeout.InfiniteTimeSpan, Take(CreateSut(0)));

    [Fact]
    public void Renew_OfAnEmptyBucket_DoesNotFillIt()
    {
        var bucket = CreateSut(1);
        Take(bucket);

        bucket.Renew(new QuotaLease(1, 1, ValidFor));

        Assert.NotNull(Take(bucket));
    }

    [Fact]
    public void Lease_AfterItsTime_IsOver()
    {
        var bucket = CreateSut(1);
        _time.Advance(ValidFor);

        Assert.Null(bucket.Lease);
        Assert.False(bucket.TryTake(out _));
    }

    /// <summary>Null where there was a query to take; else how long until there is.</summary>
    private static TimeSpan? Take(QueryBucket bucket)
    {
        Assert.True(bucket.TryTake(out var wait));
        return wait == TimeSpan.Zero ? null : wait;
    }

    private QueryBucket CreateSut(double? rate)
    {
        var bucket = new QueryBucket(_time);
        bucket.Renew(new QuotaLease(rate, rate, ValidFor));
        return bucket;
    }
}
