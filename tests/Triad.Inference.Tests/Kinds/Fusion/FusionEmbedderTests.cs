using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Errors;
using Triad.Core.LongInput;
using Triad.Core.Modality;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Fusion;

public sealed class FusionEmbedderTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private readonly InferenceFixture _fixture = new(InferenceFixture.TinyModels, options => options.Scheduling.Executors = 2);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Embed_SevenMasks_AreUnitVectorsWhosePartsSumToThem()
    {
        var sut = await CreateSut();

        var embedded = await EmbedOne(sut, TestClips.Segment(sut.Model, 1));

        Assert.Equal(7, embedded.Vectors.Count);
        foreach (var (name, embedding) in embedded.Vectors)
        {
            Assert.Equal(1, TensorPrimitives.Norm(embedding.Vector.Span), 1e-5f);
            Assert.Equal(name.Mask.Parts(), embedding.ByModality.Keys.Order());
            var sum = new float[sut.Model.Dimension];
            foreach (var part in embedding.ByModality.Values)
                TensorPrimitives.Add(sum, part.Span, sum);
            Assert.All(sum.Zip(embedding.Vector.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        }
    }

    [Fact]
    public async Task Embed_ManyTogether_EqualsEachAlone()
    {
        var sut = await CreateSut();
        var items = Enumerable.Range(0, 24).Select(seed => TestClips.Segment(sut.Model, seed)).ToArray();
        var alone = new List<ItemEmbedding>();
        foreach (var item in items)
            alone.Add(await EmbedOne(sut, item));

        // Several rounds, so that every batch size is tried.
        for (var round = 0; round < 4; round++)
        {
            var together = (await sut.EmbedAsync(new EmbedRequest(items, EmbedPriority.Ingest), CancellationToken.None)).Value.Items;

            for (var i = 0; i < items.Length; i++)
                foreach (var name in items[i].Representations)
                    Assert.InRange(TestClips.Distance(alone[i].Vectors[name], together[i].Vectors[name]), 0, Tolerance);
        }
    }

    [Theory]
    [InlineData(LongInputStrategy.Whole)]
    [InlineData(LongInputStrategy.Uniform)]
    [InlineData(LongInputStrategy.MaxPool)]
    public async Task Embed_KeptTokensOfOneSegment_EqualTheSegment(LongInputStrategy strategy)
    {
        var sut = await CreateSut();
        for (var seed = 0; seed < 12; seed++)
        {
            var item = TestClips.Segment(sut.Model, seed) with { KeepTokens = Modalities.All };
            var segment = await EmbedOne(sut, item);
            var collector = new TokenCollector(strategy, 128, 128);
            Assert.All(segment.Tokens, run => Assert.True(collector.Add(run).IsOk));

            var whole = await EmbedOne(sut, new EmbedItem([new EmbedPart(1, null, null, null) { Tokens = collector.Take() }], item.Representations));

            foreach (var name in item.Representations)
                Assert.InRange(TestClips.Distance(segment.Vectors[name], whole.Vectors[name]), 0, Tolerance);
        }
    }

    [Fact]
    public async Task Embed_QueryForManyRepresentations_IsOneVectorComputedOnce()
    {
        var sut = await CreateSut();
        var part = new EmbedPart(1, "dog barks", null, TestClips.Sound(sut.Model, 16_000, 1));
        var names = sut.Model.Representations.Select(representation => representation.Name).ToList();

        var asked = await EmbedOne(sut, new EmbedItem([part], names) { Role = EmbedRole.Query });
        var stored = await EmbedOne(sut, new EmbedItem([part], [RepresentationName.Of(Modalities.Text | Modalities.Audio)]));

        Assert.Equal(8, asked.Vectors.Count);
        var only = Assert.Single(asked.Vectors.Values.Distinct(ReferenceEqualityComparer.Instance).Cast<EmbeddingVector>());
        Assert.InRange(TestClips.Distance(only, Assert.Single(stored.Vectors.Values)), 0, Tolerance);
    }

    [Fact]
    public async Task Embed_TokensWithoutMask_ReturnsThemAlone()
    {
        var sut = await CreateSut();
        var item = TestClips.Segment(sut.Model, 3) with { Representations = [], KeepTokens = Modalities.Video };

        var embedded = await EmbedOne(sut, item);

        Assert.Empty(embedded.Vectors);
        Assert.Equal(Modalities.Video, Assert.Single(embedded.Tokens).Modality);
    }

    [Fact]
    public async Task Embed_MaskOfFewerModalities_EqualsTheItemWithoutTheOthers()
    {
        var sut = await CreateSut();
        var whole = TestClips.Segment(sut.Model, 5);
        var embedded = await EmbedOne(sut, whole);
        var textOnly = new EmbedItem([whole.Parts[0] with { Frames = null, Audio = null }], [RepresentationName.Of(Modalities.Text)]);

        var text = await EmbedOne(sut, textOnly);

        Assert.InRange(TestClips.Distance(embedded.Vectors[RepresentationName.Of(Modalities.Text)], text.Vectors[RepresentationName.Of(Modalities.Text)]), 0, Tolerance);
    }

    [Fact]
    public async Task Embed_ModalityInTwoEqualParts_EqualsOnePartForItsDirection()
    {
        var sut = await CreateSut();
        var once = new EmbedItem([new EmbedPart(1, "dog barks", null, null)], [RepresentationName.Of(Modalities.Text)]);
        var twice = new EmbedItem(
            [new EmbedPart(0.25f, "dog barks", null, null), new EmbedPart(3, "dog barks", null, null)], [RepresentationName.Of(Modalities.Text)]);

        var (one, two) = (await EmbedOne(sut, once), await EmbedOne(sut, twice));

        Assert.InRange(TestClips.Distance(one.Vectors[RepresentationName.Of(Modalities.Text)], two.Vectors[RepresentationName.Of(Modalities.Text)]), 0, Tolerance);
    }

    [Fact]
    public async Task Embed_HeavierPart_PullsTheVectorToItself()
    {
        var sut = await CreateSut();
        var (dog, bird) = (new EmbedPart(1, "dog", null, null), new EmbedPart(1, "bird bird bird bird", null, null));
        var dogAlone = (await EmbedOne(sut, new EmbedItem([dog], [RepresentationName.Of(Modalities.Text)]))).Vectors[RepresentationName.Of(Modalities.Text)];

        var towards = new List<float>();
        foreach (var weight in (float[])[0.01f, 1, 100])
        {
            var mixed = await EmbedOne(sut, new EmbedItem([dog with { Weight = weight }, bird], [RepresentationName.Of(Modalities.Text)]));
            towards.Add(TensorPrimitives.Dot(mixed.Vectors[RepresentationName.Of(Modalities.Text)].Vector.Span, dogAlone.Vector.Span));
        }

        Assert.True(towards[0] < towards[2], string.Join(' ', towards));
    }

    [Fact]
    public async Task Embed_KeepLogMel_ReturnsTheDecibels()
    {
        var sut = await CreateSut();
        var item = new EmbedItem(
            [new EmbedPart(1, null, null, TestClips.Sound(sut.Model, 16_000, 1))], [RepresentationName.Of(Modalities.Audio)], KeepLogMel: true);

        var mel = (await EmbedOne(sut, item)).LogMel!;

        Assert.Equal((40, 101, 40 * 101), (mel.Bins, mel.Frames, mel.Decibels.Length));
        Assert.Equal(0, (float)mel.Decibels.ToArray().Max());
    }

    [Fact]
    public async Task Embed_Silence_IsFinite()
    {
        var sut = await CreateSut();
        var item = new EmbedItem([new EmbedPart(1, null, null, new(new float[8000], 16_000))], [RepresentationName.Of(Modalities.Audio)]);

        Assert.Equal(1, TensorPrimitives.Norm((await EmbedOne(sut, item)).Vectors[RepresentationName.Of(Modalities.Audio)].Vector.Span), 1e-5f);
    }

    [Fact]
    public async Task Read_Text_TellsKnownUnknownAndCutWords()
    {
        var notice = (await CreateSut()).Read("Dog cat zyzzyva " + TestClips.Text(20, 1));

        Assert.Contains("zyzzyva", notice.UnknownWords);
        Assert.Equal(11, notice.CutWords);
        Assert.InRange(notice.KnownWords, 2, 11);
    }

    [Fact]
    public async Task Embed_Cancelled_Throws()
    {
        var sut = await CreateSut();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sut.EmbedAsync(new EmbedRequest([TestClips.Segment(sut.Model, 1)], EmbedPriority.Query), cancelled.Token));
    }

    [Theory]
    [MemberData(nameof(WrongItems))]
    public async Task Embed_WrongItem_NamesTheField(string field, EmbedItem item)
    {
        var sut = await CreateSut();

        var error = (await sut.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Error!;

        Assert.Equal(field, error.Field);
        Assert.NotNull(error.Remedy);
        Assert.Equal(0, sut.QueueDepth);
    }

    public static TheoryData<string, EmbedItem> WrongItems()
    {
        var part = new EmbedPart(1, "dog", null, null);
        return new TheoryData<string, EmbedItem>
        {
            { "items[0].parts", new EmbedItem([], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].representations", new EmbedItem([part], []) },
            { "items[0].representations", new EmbedItem([part], [RepresentationName.Of(Modalities.Video)]) },
            { "items[0].representations", new EmbedItem([part], [RepresentationName.From("clip.v")]) },
            { "items[0].parts[0].tokens", new EmbedItem([WithTokens(Modalities.Text, 3, 3)], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0].tokens", new EmbedItem([WithTokens(Modalities.Text, 8, 12)], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0].tokens", new EmbedItem([WithTokens(Modalities.Text, 8, 0)], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0].tokens.modality", new EmbedItem([WithTokens(Modalities.All, 8, 8)], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts", new EmbedItem([WithTokens(Modalities.Text, 8, 8 * 4096)], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0]", new EmbedItem([new EmbedPart(1, null, null, null)], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0].weight", new EmbedItem([part with { Weight = 0 }], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0].weight", new EmbedItem([part with { Weight = float.NaN }], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0].text", new EmbedItem([part with { Text = "♪ … !" }], [RepresentationName.Of(Modalities.Text)]) },
            { "items[0].parts[0].frames", new EmbedItem([new EmbedPart(1, null, new(new byte[12], 1, 2, 2), null)], [RepresentationName.Of(Modalities.Video)]) },
            { "items[0].parts[0].frames", new EmbedItem([new EmbedPart(1, null, new(new byte[23], 1, 4, 2), null)], [RepresentationName.Of(Modalities.Video)]) },
            { "items[0].parts[0].frames", new EmbedItem([new EmbedPart(1, null, new(default, 0, 4, 2), null)], [RepresentationName.Of(Modalities.Video)]) },
            { "items[0].parts[0].audio", new EmbedItem([new EmbedPart(1, null, null, new(default, 16_000))], [RepresentationName.Of(Modalities.Audio)]) },
            { "items[0].parts[0].audio", new EmbedItem([new EmbedPart(1, null, null, new(new float[99], 44_100))], [RepresentationName.Of(Modalities.Audio)]) },
            { "items[0].parts", new EmbedItem([new EmbedPart(1, null, null, new(new float[16_000 * 200], 16_000))], [RepresentationName.Of(Modalities.Audio)]) },
        };
    }

    private Task<IEmbedder> CreateSut() => _fixture.GetAsync("tiny");

    private static async Task<ItemEmbedding> EmbedOne(IEmbedder sut, EmbedItem item) =>
        (await sut.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Value.Items[0];

    private static EmbedPart WithTokens(Modalities modality, int tokenSize, int numbers) =>
        new(1, null, null, null) { Tokens = [new TokenRun(modality, tokenSize, new float[numbers])] };
}
