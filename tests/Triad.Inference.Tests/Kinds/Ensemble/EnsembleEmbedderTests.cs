using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Ensemble;

public sealed class EnsembleEmbedderTests
{
    private const double Tolerance = 1e-5;
    private static readonly RepresentationName Words = RepresentationName.From("words.t");
    private static readonly RepresentationName Pictures = RepresentationName.From("tri.v");
    private static readonly RepresentationName Sound = RepresentationName.From("tri.a");

    [Fact]
    public async Task Model_OfAnEnsemble_NamesWhatItsMembersStoreAndWhoCanAskIt()
    {
        using var folder = await EnsembleFolder.MakeAsync();
        using var fixture = await folder.StartAsync();

        var model = (await fixture.GetAsync("both")).Model;

        Assert.True(model.SumsScores);
        Assert.Equal(["tri.t", "tri.v", "tri.a", "words.t"], model.Representations.Select(one => one.Name.Value));
        Assert.Equal((48, 0.5, Modalities.Text), Of(model.Find(Words)!));
        Assert.Equal((6, 1.0, Modalities.All), Of(model.Find(Pictures)!));
        Assert.Equal(["tri.v", "words.t"], model.RepresentationsOf(Modalities.Video | Modalities.Text).Select(one => one.Value).Where(one => one != "tri.t"));
        Assert.True(model.Find(Words)!.Priors[Modalities.Text].Deviation > 0);
        Assert.Equal(["t", "v", "a"], model.Find(Pictures)!.Priors.Keys.Select(kind => kind.ToName()));

        static (int, double, Modalities) Of(RepresentationInfo one) => (one.Dimension, one.Weight, one.Queries);
    }

    [Fact]
    public async Task Embed_Segment_GivesEachMembersOwnVectors()
    {
        using var folder = await EnsembleFolder.MakeAsync();
        using var fixture = await folder.StartAsync();
        var (sut, encoder) = (await fixture.GetAsync("both"), await fixture.GetAsync("encoder"));
        using var tiny = new InferenceFixture(InferenceFixture.TinyModels);
        var fusion = await tiny.GetAsync("tiny");
        var segment = TestClips.Segment(fusion.Model, 3, Modalities.Text, Modalities.Video, Modalities.Audio);

        var item = Assert.Single(await EmbedAsync(sut, segment with { Representations = [Pictures, Sound, Words] }));

        var own = Assert.Single(await EmbedAsync(fusion, segment));
        var text = Assert.Single(await EmbedAsync(encoder, TextItem(segment.Parts[0].Text!, EmbedRole.Media)));
        Assert.Equal(3, item.Vectors.Count);
        Assert.True(TestClips.Distance(own.Vectors[RepresentationName.Of(Modalities.Video)], item.Vectors[Pictures]) < Tolerance);
        Assert.True(TestClips.Distance(own.Vectors[RepresentationName.Of(Modalities.Audio)], item.Vectors[Sound]) < Tolerance);
        Assert.True(TestClips.Distance(text.Vectors[RepresentationName.Of(Modalities.Text)], item.Vectors[Words]) < Tolerance);
    }

    [Theory]
    [InlineData("rain_on-a.roof.mp4", "rain on a roof")]
    [InlineData("rain", "rain")]
    public async Task Embed_SilentSegmentWithoutCaptions_HasItsVideosNameForWords(string title, string words)
    {
        using var folder = await EnsembleFolder.MakeAsync();
        using var fixture = await folder.StartAsync();
        var (sut, encoder) = (await fixture.GetAsync("both"), await fixture.GetAsync("encoder"));
        var frames = new EmbedPart(1, null, TestClips.Frames(sut.Model, 6, 1), null);

        var item = Assert.Single(await EmbedAsync(sut, new EmbedItem([frames], [Pictures, Words]) { Title = title }));

        var text = Assert.Single(await EmbedAsync(encoder, TextItem(words, EmbedRole.Media)));
        Assert.Equal(TitleUse.AsText, sut.Model.Titles);
        Assert.True(TestClips.Distance(text.Vectors[RepresentationName.Of(Modalities.Text)], item.Vectors[Words]) < Tolerance);
    }

    [Theory]
    [InlineData("2034 (1).mp4")]
    [InlineData("___")]
    [InlineData(null)]
    public async Task Embed_SegmentWhoseNameHasNoWord_HasTheOtherVectorsOnly(string? title)
    {
        using var folder = await EnsembleFolder.MakeAsync();
        using var fixture = await folder.StartAsync();
        var sut = await fixture.GetAsync("both");
        var frames = new EmbedPart(1, null, TestClips.Frames(sut.Model, 6, 1), null);

        var item = Assert.Single(await EmbedAsync(sut, new EmbedItem([frames], [Pictures, Words]) { Title = title }));

        Assert.Equal(Pictures, Assert.Single(item.Vectors).Key);
    }

    [Fact]
    public async Task Embed_SegmentWithCaptionsAndName_IsOfBothAndNearerToTheCaptions()
    {
        using var folder = await EnsembleFolder.MakeAsync();
        using var fixture = await folder.StartAsync();
        var (sut, encoder) = (await fixture.GetAsync("both"), await fixture.GetAsync("encoder"));

        var item = Assert.Single(await EmbedAsync(
            sut, new EmbedItem([new EmbedPart(1, "a steam engine", null, null)], [Words]) { Title = "holiday.mp4" }));

        var texts = await EmbedAsync(encoder, TextItem("a steam engine", EmbedRole.Media), TextItem("holiday", EmbedRole.Media));
        var far = texts.Select(text => Cosine(text.Vectors[RepresentationName.Of(Modalities.Text)], item.Vectors[Words])).ToList();
        Assert.True(far[0] > far[1] && far[0] < 1 - Tolerance);
    }

    [Fact]
    public async Task Embed_Query_GoesToThoseThatCanTakeIt()
    {
        using var folder = await EnsembleFolder.MakeAsync();
        using var fixture = await folder.StartAsync();
        var sut = await fixture.GetAsync("both");
        var sound = new EmbedItem([new EmbedPart(1, null, null, TestClips.Sound(sut.Model, 16_000, 2))], [Pictures, Words]) { Role = EmbedRole.Query };

        var text = Assert.Single(await EmbedAsync(sut, TextItem("rain", EmbedRole.Query) with { Representations = [Pictures, Sound, Words] }));
        var refused = await sut.EmbedAsync(new EmbedRequest([sound], EmbedPriority.Query), CancellationToken.None);
        var asked = Assert.Single(await EmbedAsync(sut, sound with { Representations = [Pictures] }));

        Assert.Equal(3, text.Vectors.Count);
        Assert.Same(text.Vectors[Pictures], text.Vectors[Sound]);
        Assert.Equal(("items[0].representations", "words.t"), (refused.Error?.Field, refused.Error?.Value));
        Assert.Single(asked.Vectors);
    }

    private static EmbedItem TextItem(string text, EmbedRole role) =>
        new([new EmbedPart(1, text, null, null)], [RepresentationName.Of(Modalities.Text)]) { Role = role };

    private static double Cosine(EmbeddingVector one, EmbeddingVector other) =>
        one.Vector.ToArray().Zip(other.Vector.ToArray()).Sum(pair => (double)pair.First * pair.Second);

    private static async Task<IReadOnlyList<ItemEmbedding>> EmbedAsync(IEmbedder embedder, params EmbedItem[] items)
    {
        var response = await embedder.EmbedAsync(new EmbedRequest(items, EmbedPriority.Ingest), CancellationToken.None);
        Assert.True(response.IsOk, $"{response.Error}");
        return response.Value.Items;
    }
}
