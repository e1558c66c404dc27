using Triad.Inference.Embedding;
using Triad.Inference.Kinds.Omni;

namespace Triad.Inference.Tests.Kinds.Omni;

public sealed class WeightLayersTests
{
    [Fact]
    public void Of_EqualWeights_IsOnePass()
    {
        var layer = Assert.Single(WeightLayers.Of([(0, 2), (1, 2)]));

        Assert.Equal(2, layer.Weight);
        Assert.Equal([0, 1], layer.Parts.Order());
    }

    [Fact]
    public void Of_WeightsThatDiffer_HasAPassForWhatEachHasBeyondTheOthers()
    {
        var layers = WeightLayers.Of([(0, 1), (3, 5), (4, 2), (7, 5)]);

        Assert.Equal([1, 1, 3], layers.Select(layer => layer.Weight));
        Assert.Equal(["0,3,4,7", "3,4,7", "3,7"], layers.Select(layer => string.Join(',', layer.Parts.Order())));
    }
}
