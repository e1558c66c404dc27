using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Kinds.Fusion;

public sealed class FusionWorkTests
{
    private const int TokenSize = 2;

    [Fact]
    public void Fill_PartsOfDifferentLength_CountByTheirWeightAlone()
    {
        PartTokens[] parts = [Part(Modalities.Text, 3, 1), Part(Modalities.Text, 1, 4), Part(Modalities.Audio, 2, 2)];

        var pool = PoolOf(parts, length: 8);

        Assert.Equal([0.75f, 0.0625f, 0.0625f, 0.0625f, 0.0625f, 0, 0, 0], pool[0]);
        Assert.Equal(new float[8], pool[1]);
        Assert.Equal([0, 0, 0, 0, 0, 0.5f, 0.5f, 0], pool[2]);
    }

    [Property]
    public Property Fill_AnyParts_PoolsEachModalityToOneAndPaddingToNothing() => Prop.ForAll(
        ArbMap.Default.ArbFor<(PositiveInt Count, PositiveInt Weight, byte Modality)[]>().Filter(parts => parts.Length > 0),
        input =>
        {
            PartTokens[] parts = [.. input.Select(part =>
                Part(ModalitiesExtensions.Singles[part.Modality % 3], part.Weight.Get, 1 + (part.Count.Get % 20)))];
            var length = LengthBuckets.RoundUp(parts.Sum(part => part.Count));

            var pool = PoolOf(parts, length);

            return ModalitiesExtensions.Singles.All(single =>
                Math.Abs(pool[single.Index()].Sum() - (parts.Any(part => part.Modality == single) ? 1 : 0)) < 1e-4
                && pool[single.Index()].Skip(parts.Sum(part => part.Count)).All(weight => weight == 0));
        });

    [Property]
    public Property Compose_AllWeightsScaled_GivesTheSameVector() => Prop.ForAll(
        ArbMap.Default.ArbFor<(PositiveInt Seed, PositiveInt Scale)>(),
        input =>
        {
            var random = new Random(input.Seed.Get);
            var projected = Enumerable.Range(0, 12).Select(_ => random.NextSingle() - 0.5f).ToArray();
            PartTokens[] parts = [.. ModalitiesExtensions.Singles.Select(single => Part(single, random.NextSingle() + 0.1f, 1))];
            PartTokens[] scaled = [.. parts.Select(part => part with { Weight = part.Weight * input.Scale.Get })];

            var (one, other) = (FusionProjection.Compose(projected, parts)!, FusionProjection.Compose(projected, scaled)!);

            return one.Vector.ToArray().Zip(other.Vector.ToArray()).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
        });

    [Theory]
    [InlineData(float.MaxValue)]
    [InlineData(float.Epsilon)]
    public void Compose_ExtremeWeights_IsAUnitVector(float weight)
    {
        var parts = ModalitiesExtensions.Singles.SelectMany(single => new[] { Part(single, weight, 1), Part(single, weight, 2) });

        var vector = FusionProjection.Compose([1, 2, 3, 4, 5, 6], [.. parts])!.Vector.ToArray();

        Assert.Equal(1, MathF.Sqrt(vector.Sum(x => x * x)), 1e-5f);
    }

    [Fact]
    public void Compose_OneModality_IsItsProjectionNormalised()
    {
        float[] projected = [9, 9, 3, 4, 9, 9];

        var vector = FusionProjection.Compose(projected, [Part(Modalities.Video, 7, 1)])!;

        Assert.Equal([0.6f, 0.8f], vector.Vector.ToArray());
    }

    [Fact]
    public void Compose_ProjectionThatVanishes_HasNoDirection() =>
        Assert.Null(FusionProjection.Compose(new float[6], [Part(Modalities.Video, 1, 1)]));

    [Fact]
    public void Compose_ProjectionsThatCancelOut_HaveNoDirection() =>
        Assert.Null(FusionProjection.Compose([1, 0, -1, 0, 0, 0], [Part(Modalities.Text, 1, 1), Part(Modalities.Video, 1, 1)]));

    private static PartTokens Part(Modalities modality, float weight, int count) =>
        new(modality, weight, new float[count * TokenSize], count);

    private static float[][] PoolOf(PartTokens[] parts, int length)
    {
        var layout = new GraphLayout(
            [
                new GraphInput("tokens", TensorType.Float32, tokens => [tokens, TokenSize]),
                new GraphInput("mask", TensorType.Float32, tokens => [tokens]),
                new GraphInput("pool", TensorType.Float32, tokens => [3, tokens]),
            ],
            [new GraphOutput("projected", _ => [3, 2])], Pads: true);
        using var batch = new BatchBuffers(layout, 1, length);
        new FusionWork(parts, TokenSize, 2).Fill(batch, 0);
        var pool = batch.Floats(FusionGraphs.Pool, 0).ToArray();
        Assert.Equal(parts.Sum(part => part.Count), batch.Floats(FusionGraphs.Mask, 0).ToArray().Sum());
        return [.. pool.Chunk(length)];
    }
}
