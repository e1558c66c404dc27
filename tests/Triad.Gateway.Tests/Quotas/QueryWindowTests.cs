using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Triad.Gateway.Quotas;

namespace Triad.Gateway.Tests.Quotas;

public sealed class QueryWindowTests
{
    private readonly FakeTimeProvider _time = new();

    [Property]
    public Property Take_WithinAnyTime_LetsThroughWhatTheRateBringsAndWhatMayComeAtOnce() =>
        Prop.ForAll(
            Gen.Choose(1, 200).ToArbitrary(),
            Gen.Choose(0, 400).ListOf(60).ToArbitrary(),
            (rate, pauses) =>
            {
                var window = CreateSut(rate);
                var atOnce = window.Free();
                var taken = new List<DateTimeOffset>();
                foreach (var pause in pauses)
                {
                    _time.Advance(TimeSpan.FromMilliseconds(pause));
                    for (var i = 0; i < 300 && window.Take() == TimeSpan.Zero; i++)
                        taken.Add(_time.GetUtcNow());
                }

                Assert.All(taken, from => Assert.All([1, 2, 5], seconds =>
                {
                    var most = rate <= 10 ? rate * seconds : (rate * seconds) + atOnce;
                    Assert.True(taken.Count(at => at >= from && at < from + TimeSpan.FromSeconds(seconds)) <= most, $"more than {most} in {seconds} s from {from:O}");
                }));
            });

    [Property]
    public Property Take_WhileTheRateChanges_LetsThroughNoMoreThanTheRatesBring() =>
        Prop.ForAll(
            Gen.Choose(1, 100).ListOf(30).ToArbitrary(),
            rates =>
            {
                var window = CreateSut(100);
                var (taken, brought) = (0, 25.0); // What may come at once.
                foreach (var rate in rates)
                {
                    window.Set(rate, mayBurst: false, isFresh: false);
                    brought++; // A change rounds the places to whole ones.
                    for (var step = 0; step < 50; step++)
                    {
                        _time.Advance(TimeSpan.FromMilliseconds(10));
                        brought += rate * 0.01;
                        while (window.Take() == TimeSpan.Zero)
                            taken++;
                    }
                }

                Assert.True(taken <= brought, $"{taken} of {brought}");
            });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(14, 7)]
    [InlineData(30, 10)]
    [InlineData(100, 25)]
    public void Take_AtOnce_LetsFewThroughAsTheyAreAndOfManyAQuarter(double rate, int atOnce)
    {
        var window = CreateSut(rate);

        var taken = Enumerable.Range(0, 200).Count(_ => window.Take() == TimeSpan.Zero);

        Assert.Equal(atOnce, taken);
    }

    [Fact]
    public void Take_WithoutAPlace_SaysWhenThereIsOneAgain()
    {
        var window = CreateSut(0.5);
        Assert.Equal(TimeSpan.Zero, window.Take());

        var wait = window.Take();
        _time.Advance(wait);

        Assert.Equal(TimeSpan.FromSeconds(2), wait);
        Assert.Equal(TimeSpan.Zero, window.Take());
    }

    [Fact]
    public void Take_OfARateOfNothing_IsNeverLetThrough() => Assert.Equal(Timeout.InfiniteTimeSpan, CreateSut(0).Take());

    [Fact]
    public void Set_BesideOthers_LetsNothingThroughAtOnce()
    {
        var window = new QueryWindow(_time);

        window.Set(100, mayBurst: false, isFresh: true);

        Assert.InRange(Enumerable.Range(0, 200).Count(_ => window.Take() == TimeSpan.Zero), 0, 1);
    }

    private QueryWindow CreateSut(double rate)
    {
        var window = new QueryWindow(_time);
        window.Set(rate, mayBurst: true, isFresh: true);
        return window;
    }
}
