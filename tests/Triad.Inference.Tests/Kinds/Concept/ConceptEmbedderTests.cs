using System.Numerics.Tensors;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Classes;
using Triad.Inference.Kinds.Classifier;
using Triad.Inference.Hub;
using Triad.Inference.Packages;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Concept;

/// <summary>Classifiers of rain and snow, searchable by words.</summary>
public sealed class ConceptEmbedderTests : IDisposable
{
    private readonly ConceptFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Embed_Pictures_LieAmongTheWordsThatDescribeThem()
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels));

        var (rain, snow) = (await Query("rain"), await Query("snow"));
        var (blue, red) = (await Media(ConceptFixture.Frames("blue")), await Media(ConceptFixture.Frames("red")));

        Assert.True(Dot(rain, blue) > 0.99 && Dot(snow, red) > 0.99);
        Assert.True(Dot(rain, red) < 0 && Dot(snow, blue) < 0);
        var stored = Assert.Single(sut.Model.Representations);
        Assert.Equal((RepresentationName.Of(Modalities.Video), Modalities.Text | Modalities.Video), (stored.Name, stored.Queries));

        Task<float[]> Query(string text) => ConceptFixture.EmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text(text));
        Task<float[]> Media(EmbedPart part) => ConceptFixture.EmbedAsync(sut, EmbedRole.Media, part);
    }

    [Fact]
    public async Task Embed_Sounds_LieAmongTheWordsThatDescribeThem()
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(ConceptFixture.Sounds, ConceptFixture.Labels));

        var rain = await ConceptFixture.EmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("rain"));

        Assert.True(Dot(rain, await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, ConceptFixture.Sound(0.9f))) > 0.99);
        Assert.True(Dot(rain, await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, ConceptFixture.Sound(0.1f))) < -0.99);
        Assert.Equal("a", Assert.Single(sut.Model.RepresentationsOf(Modalities.All)).Value);
    }

    [Fact]
    public async Task Embed_Clip_IsTheMeanOfItsFrames()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        var sut = await _fixture.GetAsync(request with { Background = ConceptBackground.None });

        var (blue, red) = (await Media(ConceptFixture.Frames("blue")), await Media(ConceptFixture.Frames("red")));
        var clip = await Media(ConceptFixture.Frames("blue", "blue", "red"));

        var mean = new float[blue.Length];
        TensorPrimitives.MultiplyAdd(blue, 2, red, mean);
        Assert.Equal(1, Dot(clip, mean) / TensorPrimitives.Norm<float>(mean), 1e-5);

        Task<float[]> Media(EmbedPart part) => ConceptFixture.EmbedAsync(sut, EmbedRole.Media, part);
    }

    [Fact]
    public async Task Embed_QueryOfTextAndPicture_IsTheirWeightedSum()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        var sut = await _fixture.GetAsync(request with { Background = ConceptBackground.None });
        var (text, picture) = (ConceptFixture.Text("rain", weight: 3), ConceptFixture.Frames("red"));

        var (one, other) = (await Query(text), await Query(picture));
        var both = await Query(text, picture);

        var sum = new float[one.Length];
        TensorPrimitives.MultiplyAdd(one, 3, other, sum);
        Assert.Equal(1, Dot(both, sum) / TensorPrimitives.Norm<float>(sum), 1e-5);

        Task<float[]> Query(params EmbedPart[] parts) => ConceptFixture.EmbedAsync(sut, EmbedRole.Query, parts);
    }

    [Fact]
    public async Task Embed_StoredSegment_LeavesItsTextOut()
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels));
        var picture = ConceptFixture.Frames("red");

        var alone = await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, picture);
        var captioned = await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, picture with { Text = "rain" });

        Assert.Equal(alone, captioned);
    }

    [Fact]
    public async Task Embed_StoredTextAlone_IsRefused()
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels));

        var refused = await ConceptFixture.TryEmbedAsync(sut, EmbedRole.Media, ConceptFixture.Text("rain"));

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error?.Reason);
    }

    [Fact]
    public async Task Embed_TemperatureOne_IsSteeperThanTheUsualOne()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels, "usual");
        var usual = await _fixture.GetAsync(request with { Background = ConceptBackground.None });
        var steep = await _fixture.GetAsync(
            (await _fixture.RequestAsync(
                ConceptFixture.Pictures, ConceptFixture.Labels, "steep")) with { Background = ConceptBackground.None, Temperature = 0.1 });
        var flat = await _fixture.GetAsync(
            (await _fixture.RequestAsync(
                ConceptFixture.Pictures, ConceptFixture.Labels, "flat")) with { Background = ConceptBackground.None, Temperature = 100 });

        var shares = new List<float>();
        foreach (var sut in (IEmbedder[])[flat, usual, steep])
            shares.Add(Dot(
                await ConceptFixture.EmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("rain")),
                await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, ConceptFixture.Frames("blue"))));

        Assert.True(shares[0] < 0.9 && shares[0] < shares[1] && shares[1] <= shares[2]);
    }

    [Fact]
    public async Task Embed_GraphThatGivesInfinity_NamesPackageGraphAndInput()
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(Path.Combine(HubCopy.Weather, "hollow.onnx"), ConceptFixture.Labels));

        var failed = await ConceptFixture.TryEmbedAsync(sut, EmbedRole.Media, ConceptFixture.Sound(0, 400));

        Assert.Equal(ErrorReason.Internal, failed.Error?.Reason);
        Assert.Contains("classifier/classes gave a value that is not finite", failed.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("samples 0 to 400 of a sound", failed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_TextThatOverflows_NamesItAndStoresNothing()
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels));

        var failed = await ConceptFixture.TryEmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("endless"));

        Assert.Equal(ErrorReason.Internal, failed.Error?.Reason);
        Assert.Contains("'endless'", failed.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_ScoresThatAreNoProbabilities_AreRefusedWithTheRemedy()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        var sut = await _fixture.GetAsync(request with { Settings = new ClassifierSettings { Activation = Activation.None } });

        var failed = await ConceptFixture.TryEmbedAsync(sut, EmbedRole.Media, ConceptFixture.Frames("blue"));

        Assert.Contains("which are no probabilities", failed.Error?.Message, StringComparison.Ordinal);
        Assert.Contains("softmax", failed.Error!.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_Picture_TellsItsLabels()
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels));

        var scores = await sut.Find<IScorer>()!.ScoreAsync([ConceptFixture.Frames("red")], CancellationToken.None);

        Assert.Equal("snow", scores.Value[0].Label);
    }

    [Fact]
    public async Task Load_TwoPackagesOfOneTextEncoder_OpenItOnce()
    {
        var first = await _fixture.MakeAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels, "first"));
        var second = await _fixture.MakeAsync(await _fixture.RequestAsync(ConceptFixture.Sounds, ConceptFixture.Labels, "second"));
        var loader = _fixture.Services.GetRequiredService<PackageLoader>();

        using var one = await loader.LoadAsync(first.Value.Package, null, [], CancellationToken.None);
        using var other = await loader.LoadAsync(second.Value.Package, null, [], CancellationToken.None);

        // Two classifiers and one text encoder.
        Assert.Equal(3, loader.OpenSessions);
    }

    private static float Dot(float[] one, float[] other) => TensorPrimitives.Dot<float>(one, other);
}
