using Google.Protobuf;
using Grpc.Core;
using Qdrant.Client.Grpc;
using Triad.Doubles.Recordings;

namespace Triad.Doubles.Tests.Recordings;

public sealed class AnswerComparisonTests
{
    [Fact]
    public void Compare_WhatDiffersFromRunToRun_IsFree() => Assert.Empty(Compare(
        new QueryResponse { Time = 1, Result = { Hit(1, 0.5f, version: 3) } },
        new QueryResponse { Time = 2, Result = { Hit(1, 0.5f, version: 4) }, Usage = new Usage() }));

    [Fact]
    public void Compare_HitsOfEqualScore_MayStandInAnyOrder() => Assert.Empty(Compare(
        new QueryResponse { Result = { Hit(1, 0.5f), Hit(2, 0.5f), Hit(3, 0.1f) } },
        new QueryResponse { Result = { Hit(2, 0.5f), Hit(1, 0.5000001f), Hit(3, 0.1f) } }));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void Compare_OtherHitsOfTheLastScore_AreFreeWhereALimitCuts(ulong limit, int differences) => Assert.Equal(
        differences,
        AnswerComparison.Compare(
            new QueryResponse { Result = { Hit(1, 0.5f), Hit(2, 0.4f) } },
            new QueryResponse { Result = { Hit(1, 0.5f), Hit(3, 0.4f) } },
            new QueryPoints { Limit = limit }).Count);

    [Fact]
    public void Compare_HitsOfOtherScore_MayNot() => Assert.Equal(
        ["result[0].id.num", "result[0].score", "result[1].id.num", "result[1].score"],
        Compare(
            new QueryResponse { Result = { Hit(1, 0.5f), Hit(2, 0.4f) } },
            new QueryResponse { Result = { Hit(2, 0.4f), Hit(1, 0.5f) } }).Select(difference => difference.Path));

    [Fact]
    public void Compare_NumbersBeyondAMillionth_Differ() => Assert.Equal(
        [new AnswerDifference("result[0].score", "0.5", "0.50001")],
        Compare(new QueryResponse { Result = { Hit(1, 0.5f) } }, new QueryResponse { Result = { Hit(1, 0.50001f) } }));

    [Fact]
    public void Compare_ScoresThatAreNoNumbers_AreEqual() =>
        Assert.Empty(Compare(new QueryResponse { Result = { Hit(1, float.NaN) } }, new QueryResponse { Result = { Hit(1, float.NaN) } }));

    [Fact]
    public void Compare_PayloadKeysNamedAsFreeFields_Count()
    {
        var (one, other) = (Hit(1, 1), Hit(1, 1));
        one.Payload["time"] = 1;
        other.Payload["time"] = 2;

        Assert.Equal(["result[0].payload.time.integerValue"], Compare(
            new QueryResponse { Result = { one } }, new QueryResponse { Result = { other } }).Select(difference => difference.Path));
    }

    [Fact]
    public void Compare_AHitTooFew_IsTold() => Assert.Contains(
        new AnswerDifference("result.length", "2", "1"),
        Compare(new QueryResponse { Result = { Hit(1, 1), Hit(2, 1) } }, new QueryResponse { Result = { Hit(1, 1) } }));

    [Fact]
    public void Compare_ShardKeys_StandInAnyOrder() => Assert.Empty(Compare(
        new ListShardKeysResponse { ShardKeys = { Key("a"), Key("b") } },
        new ListShardKeysResponse { ShardKeys = { Key("b"), Key("a") } }));

    [Fact]
    public void Compare_Errors_ByTheirCode()
    {
        Assert.Empty(AnswerComparison.Compare(new Status(StatusCode.NotFound, "a"), new Status(StatusCode.NotFound, "b")));
        Assert.Single(AnswerComparison.Compare(new Status(StatusCode.NotFound, "a"), new Status(StatusCode.Internal, "a")));
    }

    private static IReadOnlyList<AnswerDifference> Compare(IMessage expected, IMessage got) => AnswerComparison.Compare(expected, got);

    private static ScoredPoint Hit(ulong id, float score, ulong version = 0) =>
        new() { Id = new PointId { Num = id }, Score = score, Version = version };

    private static ShardKeyDescription Key(string name) => new() { Key = new ShardKey { Keyword = name } };
}
