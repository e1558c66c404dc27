using Triad.Inference.Kinds.Concept;

namespace Triad.Inference.Tests.Kinds.Concept;

public sealed class ConceptVectorsTests
{
    private static readonly float[] Labels = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    [Fact]
    public void Of_Probabilities_IsTheirWeightedMeanLessTheBackground()
    {
        var sut = new ConceptVectors([0, 0, 0], [0.25f, 0.25f, 0], Labels);

        // The mean of 0.5 : 0.25 : 0.25, less the background: 0.25, 0, 0.25.
        var vector = sut.Of([0.2f, 0.1f, 0.1f], top: 3)!;

        Assert.Equal([MathF.Sqrt(0.5f), 0, MathF.Sqrt(0.5f)], vector, Near);
    }

    [Fact]
    public void Of_TopClasses_LeavesTheOthersOut()
    {
        var sut = new ConceptVectors([0, 0, 0], [0, 0, 0], Labels);

        Assert.Equal([0, 1, 0], sut.Of([0.2f, 0.5f, 0.3f], top: 1)!, Near);
        Assert.Equal([0, 0.8574929f, 0.5144958f], sut.Of([0.2f, 0.5f, 0.3f], top: 2)!, Near);
    }

    [Fact]
    public void Of_EqualProbabilities_TakesTheFirstClasses() =>
        Assert.Equal([1, 0, 0], new ConceptVectors([0, 0, 0], [0, 0, 0], Labels).Of([0.5f, 0.5f, 0.5f], top: 1)!, Near);

    [Fact]
    public void Of_NoProbabilityOrNothingBesideTheBackground_IsNone()
    {
        Assert.Null(new ConceptVectors([0, 0, 0], [0, 0, 0], Labels).Of([0, 0, 0], top: 3));
        Assert.Null(new ConceptVectors([0, 0, 0], [1, 0, 0], Labels).Of([1, 0, 0], top: 3));
    }

    [Fact]
    public void OfText_IsTheTextLessTheBackground() =>
        Assert.Equal([0, 1, 0], new ConceptVectors([1, 0, 0], [0, 0, 0], Labels).OfText([1, 2, 0])!, Near);

    private static bool Near(float one, float other) => Math.Abs(one - other) <= 1e-6;
}
