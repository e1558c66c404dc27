using Triad.Core.Embedding;
using Triad.Inference.Embedding;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Concept;

/// <summary>MobileNetV2 and YAMNet, whose weights are not the repository's.</summary>
public sealed class RealClassifierTests : IDisposable
{
    private readonly ConceptFixture _fixture = new(HubCopy.MiniLm);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Make_OfMobileNetAndWordNet_HasAVectorAClassAndSeesPictures()
    {
        var folder = Path.Combine(TestFolders.SharedModels, "classifiers");
        var request = await _fixture.RequestAsync(
            Path.Combine(folder, "mobilenetv2.onnx"), Path.Combine(folder, "imagenet_classes_wordnet.json"), "pictures");

        var sut = await _fixture.GetAsync(request);

        var scores = (await sut.Find<IScorer>()!.ScoreAsync([ConceptFixture.Frames("blue", "red")], CancellationToken.None)).Value;
        Assert.Equal(1000, scores.Count);
        Assert.Equal(1, scores.Sum(score => score.Score), 1e-4);
        var vector = await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, ConceptFixture.Frames("blue", "red"));
        Assert.Equal(sut.Model.Dimension, vector.Length);
    }

    [Fact]
    public async Task Make_OfYamNet_HearsWhatASoundIs()
    {
        var folder = Path.Combine(TestFolders.SharedModels, "classifiers");
        var request = await _fixture.RequestAsync(Path.Combine(folder, "yamnet.onnx"), Path.Combine(folder, "yamnet_class_map.csv"), "sounds");

        var sut = await _fixture.GetAsync(request);

        var scorer = sut.Find<IScorer>()!;
        Assert.Equal("Silence", (await scorer.ScoreAsync([ConceptFixture.Sound(0, 16_000)], CancellationToken.None)).Value[0].Label);
        var hum = (await scorer.ScoreAsync([ConceptFixture.Hum(16_000 * 3)], CancellationToken.None)).Value;
        Assert.Contains(hum[0].Label, (string[])["Sine wave", "Beep, bleep", "Tuning fork", "Dial tone", "Busy signal"]);
        Assert.Equal(521, hum.Count);
    }
}
