using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Shards;
using Triad.Testing.Indexing;

namespace Triad.Grains.Tests.Shards;

public sealed class ShardRepresentationTests
{
    private static readonly RepresentationShape Pictures = new(RepresentationName.From("clip.v"), 5);

    [Fact]
    public void Shapes_StateFromBeforeNames_AreThoseOfAFusionModel() =>
        Assert.Equal(RandomPoints.Shapes(8), ShardRules.Shapes(new IndexShardState { Space = "mini@0123456789abcdef", Dimension = 8 }));

    [Fact]
    public void With_WhatTheStateHas_ChangesNothing() =>
        Assert.Null(ShardRules.With(new IndexShardState { Dimension = 8 }, [.. RandomPoints.Shapes(8).Take(3)]).Value);

    [Fact]
    public void With_MoreThanTheStateHas_KeepsWhatItHad()
    {
        var grown = ShardRules.With(new IndexShardState { Dimension = 8, Epoch = 4 }, [Pictures]).Value!;

        Assert.Equal([.. RandomPoints.Shapes(8), Pictures], ShardRules.Shapes(grown));
        Assert.Equal((0, 4), (grown.Dimension, grown.Epoch));
    }

    [Fact]
    public void With_AnotherDimension_IsRefused() =>
        Assert.Equal(
            ErrorReason.SpaceMismatch,
            ShardRules.With(new IndexShardState { Dimension = 8 }, [new RepresentationShape(RepresentationName.Full, 9)]).Error?.Reason);
}
