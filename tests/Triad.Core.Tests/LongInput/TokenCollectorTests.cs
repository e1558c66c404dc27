using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Core.Errors;
using Triad.Core.LongInput;
using Triad.Core.Modality;

namespace Triad.Core.Tests.LongInput;

public sealed class TokenCollectorTests
{
    private const int Size = 2;

    public static TheoryData<LongInputStrategy> OnePass => [LongInputStrategy.Whole, LongInputStrategy.Uniform, LongInputStrategy.MaxPool];

    [Theory]
    [MemberData(nameof(OnePass))]
    public void Take_OfWhatFits_IsAllInOrder(LongInputStrategy strategy)
    {
        var sut = new TokenCollector(strategy, 16, 16);
        Add(sut, Modalities.Audio, 0, 5);
        Add(sut, Modalities.Video, 10, 3);
        Add(sut, Modalities.Audio, 5, 8);

        var runs = sut.Take();

        Assert.Equal([Modalities.Video, Modalities.Audio], runs.Select(run => run.Modality));
        Assert.Equal([10, 11, 12], Times(runs[0]));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], Times(runs[1]));
    }

    [Fact]
    public void Add_MoreThanOnePassTakes_IsRefusedByTheLimitsName()
    {
        var sut = new TokenCollector(LongInputStrategy.Whole, 8, 20);
        Add(sut, Modalities.Video, 0, 12);

        var refused = sut.Add(Run(Modalities.Audio, 0, 9));

        Assert.Equal(ErrorReason.LimitExceeded, refused.Error?.Reason);
        Assert.Contains("Triad:Inference:MaxTokensPerItem is 20", refused.Error!.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.Error.Remedy);
        Assert.False(refused.Error.Retryable);
    }

    [Property(MaxTest = 200)]
    public Property Take_Uniform_IsEvenlySpreadAndWithinTheBudget() => Prop.ForAll(Gen.Choose(1, 5000).ToArbitrary(), Gen.Choose(8, 64).ToArbitrary(), (count, budget) =>
    {
        var times = Times(Collected(LongInputStrategy.Uniform, count, budget, 7));

        // What was dropped on the way was dropped at even distances, so no gap is far from the ideal one.
        var ideal = (double)count / times.Length;
        Assert.Equal(Math.Min(count, budget), times.Length);
        Assert.InRange(times[0], 0, 2 * ideal);
        Assert.InRange(times[^1], count - 1 - (2 * ideal), count - 1);
        for (var i = 1; i < times.Length; i++)
            Assert.InRange(times[i] - times[i - 1], 1, (2 * ideal) + 1);
    });

    [Property(MaxTest = 200)]
    public Property Take_MaxPool_KeepsTheMaximaOfRunsThatCoverTheVideo() => Prop.ForAll(Gen.Choose(1, 5000).ToArbitrary(), Gen.Choose(8, 64).ToArbitrary(), (count, budget) =>
    {
        var run = Collected(LongInputStrategy.MaxPool, count, budget, 7);

        // A token is (time, -time): the maxima of a run are its end and minus its beginning.
        Assert.Equal(Math.Min(count, budget), run.Count);
        var next = 0f;
        for (var i = 0; i < run.Count; i++)
        {
            Assert.Equal(next, -run.Values.Span[(i * Size) + 1]);
            next = run.Values.Span[i * Size] + 1;
        }

        Assert.Equal(count, next);
    });

    [Theory]
    [InlineData(LongInputStrategy.Uniform)]
    [InlineData(LongInputStrategy.MaxPool)]
    public void Take_WhateverTheSegments_IsTheSame(LongInputStrategy strategy)
    {
        var one = Collected(strategy, 1000, 24, 1000);
        var many = Collected(strategy, 1000, 24, 13);

        Assert.Equal(one.Values.ToArray(), many.Values.ToArray());
    }

    [Fact]
    public void Take_OfTwoModalities_StaysWithinTheBudgetTogether()
    {
        var sut = new TokenCollector(LongInputStrategy.Uniform, 20, 2048);
        Add(sut, Modalities.Text, 0, 3);
        Add(sut, Modalities.Video, 0, 500);
        Add(sut, Modalities.Audio, 0, 700);

        Assert.Equal([3, 8, 9], sut.Take().Select(run => run.Count).Order());
    }

    private static TokenRun Collected(LongInputStrategy strategy, int count, int budget, int step)
    {
        var sut = new TokenCollector(strategy, budget, 2048);
        for (var from = 0; from < count; from += step)
            Add(sut, Modalities.Video, from, Math.Min(step, count - from));
        return Assert.Single(sut.Take());
    }

    private static void Add(TokenCollector sut, Modalities modality, int from, int count) => Assert.True(sut.Add(Run(modality, from, count)).IsOk);

    private static TokenRun Run(Modalities modality, int from, int count) =>
        new(modality, Size, Enumerable.Range(from, count).SelectMany(time => new float[] { time, -time }).ToArray());

    private static int[] Times(TokenRun run) => [.. Enumerable.Range(0, run.Count).Select(i => (int)run.Values.Span[i * Size])];
}
