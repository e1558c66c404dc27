using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Tests.Retrieval;

public sealed class DirectionTests
{
    [Fact]
    public void All_Directions_CoverEveryPairOfSingleModalities()
    {
        var names = Direction.All.Select(direction => direction.Name).ToList();

        foreach (var query in "tva")
        {
            foreach (var target in "tva".Where(target => target != query))
                Assert.Contains($"{query}->{target}", names);
        }

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Contains("t->va", names);
    }

    [Fact]
    public void Parse_EveryName_IsItsDirection() =>
        Assert.All(Direction.All, direction => Assert.Same(direction, Direction.Parse(direction.Name)));

    [Fact]
    public void Parse_UnknownName_ListsTheKnownOnes()
    {
        var failure = Assert.Throws<EvaluationException>(() => Direction.Parse("x->y"));

        Assert.Contains("t->va", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WhatThePlatformDoesNotStore_SaysToAskOffline()
    {
        var failure = Assert.Throws<EvaluationException>(() => Direction.Parse("ta->v", allowsOfflineOnly: false));

        Assert.Contains("--offline", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal("ta->v", Direction.Parse("ta->v", allowsOfflineOnly: true).Name);
    }
}
