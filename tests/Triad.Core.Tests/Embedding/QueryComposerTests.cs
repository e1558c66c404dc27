using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Embedding;

/// <summary>The formulas of architecture.md, "Numbers that the model gives", on vectors whose sums are known by hand.</summary>
public sealed class QueryComposerTests
{
    private const float Exact = 1e-6f;

    private static readonly float[] X = [1, 0, 0];
    private static readonly float[] Y = [0, 1, 0];

    [Fact]
    public void Compose_Late_IsTheNormalisedWeightedSum()
    {
        var query = Compose(false, Text(3, X), Sound(4, Y));

        AssertIs([0.6f, 0.8f, 0], query.Vector);
    }

    [Fact]
    public void Compose_ByModality_SumsToTheVector()
    {
        var query = Compose(false, Text(3, X), Sound(4, Y), Text(-0.5f, [0, 0.6f, 0.8f]));

        AssertIs([0.627593f, 0.774031f, -0.083679f], query.Vector);
        AssertIs([0.627593f, -0.062759f, -0.083679f], query.ByModality[Modalities.Text]);
        AssertIs([0, 0.836791f, 0], query.ByModality[Modalities.Audio]);
    }

    [Fact]
    public void Compose_FusedWithANegative_NormalisesThePositiveOnesFirst()
    {
        // e+ = (0.6, 0.8, 0); e+ - 0.5 (0, 0.6, 0.8) = (0.6, 0.5, -0.4), of length 0.877496.
        var query = Compose(true, Text(3, X), Sound(4, Y), Text(-0.5f, [0, 0.6f, 0.8f]));

        AssertIs([0.683763f, 0.569803f, -0.455842f], query.Vector);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compose_OfOneTerm_IsItsVectorWhateverItsWeight(bool fused) => AssertIs(Y, Compose(fused, Sound(0.01f, Y)).Vector);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compose_OfTermsThatCancelOut_IsContradictory(bool fused)
    {
        var taken = QueryComposer.Compose([Text(1, X), Text(-1, X)], 3, fused);

        Assert.Equal((ErrorReason.QueryContradictory, "query.parts"), (taken.Error?.Reason, taken.Error?.Field));
        Assert.NotNull(taken.Error!.Remedy);
    }

    [Fact]
    public void Compose_OfPositiveTermsThatCancelOut_IsContradictoryBeforeNegativesCount()
    {
        var cancelled = QueryComposer.Compose([Text(1, X), Sound(1, [-1, 0, 0]), Text(-1, Y)], 3, normalizePositive: true);

        Assert.Contains("the positive parts cancel out", cancelled.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_OfAnOpaqueVector_IsOfNoModality()
    {
        var query = Compose(false, new QueryTerm(2, QueryComposer.Opaque(Y)));

        AssertIs(Y, query.Vector);
        Assert.Equal([Modalities.None], query.ByModality.Keys);
    }

    [Fact]
    public void Mean_OfSomeVectors_IsTheUnitVectorOfTheirSum()
    {
        AssertIs([0.70710678f, 0.70710678f, 0], QueryComposer.Mean([X, Y])!.Value);
        Assert.Null(QueryComposer.Mean([X, new float[] { -1, 0, 0 }]));
    }

    private static EmbeddingVector Compose(bool fused, params QueryTerm[] terms) => QueryComposer.Compose(terms, 3, fused).Value;

    private static QueryTerm Text(float weight, float[] vector) => Of(weight, Modalities.Text, vector);

    private static QueryTerm Sound(float weight, float[] vector) => Of(weight, Modalities.Audio, vector);

    private static QueryTerm Of(float weight, Modalities modality, float[] vector) =>
        new(weight, new EmbeddingVector(vector, new Dictionary<Modalities, ReadOnlyMemory<float>> { [modality] = vector }));

    private static void AssertIs(float[] expected, ReadOnlyMemory<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.Span[i], Exact);
    }
}
