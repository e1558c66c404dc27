using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Text;

public sealed class TextEmbedderTests
{
    private const float Tolerance = 1e-5f;
    private static readonly RepresentationName Words = RepresentationName.Of(Modalities.Text);

    [Theory]
    [InlineData("minilm", "plain", EmbedRole.Plain)]
    [InlineData("minilm", "plain", EmbedRole.Query)]
    [InlineData("bge", "plain", EmbedRole.Media)]
    [InlineData("bge", "query", EmbedRole.Query)]
    [InlineData("e5", "plain", EmbedRole.Plain)]
    [InlineData("e5", "query", EmbedRole.Query)]
    [InlineData("e5", "passage", EmbedRole.Media)]
    public Task Embed_TextsOfTheReference_GiveItsIdsAndVectors(string family, string key, EmbedRole role) =>
        AssertStored(HubGolden.Folder(family), family, key, role);

    [Fact]
    public Task Embed_CommittedModel_GivesTheReferencesIdsAndVectors() => AssertStored(HubCopy.MiniLm, null, "plain", EmbedRole.Query);

    [Fact]
    public async Task Embed_ManyAtOnce_GivesEachWhatItGivesAlone()
    {
        using var hub = new HubCopy(HubCopy.MiniLm);
        using var fixture = await ImportAsync(hub);
        var sut = await fixture.GetAsync("encoder");
        var texts = HubGolden.CommittedTexts().Where(text => !string.IsNullOrWhiteSpace(text)).ToArray();

        var together = await EmbedAsync(sut, [.. texts.Select(text => Item(text))]);

        for (var i = 0; i < texts.Length; i++)
        {
            var alone = await EmbedAsync(sut, Item(texts[i]));
            AssertClose(alone[0], together[i]);
        }
    }

    [Theory]
    [InlineData("endless", "a value that is not finite")]
    [InlineData("nothing", "a vector without a length")]
    public async Task Embed_VectorThatIsNone_IsAnErrorThatNamesPackageGraphAndInput(string text, string problem)
    {
        using var hub = new HubCopy(HubCopy.Faulty);
        using var fixture = await ImportAsync(hub);
        var sut = await fixture.GetAsync("encoder");

        var refused = await sut.EmbedAsync(new EmbedRequest([Item("rain"), Item(text)], EmbedPriority.Ingest), CancellationToken.None);

        Assert.Equal(ErrorReason.Internal, refused.Error!.Reason);
        Assert.Contains($"The graph encoder/text gave {problem}. It was given '{text}'", refused.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("\0\u200B")]
    public async Task Embed_NothingToEmbed_IsRefused(string text)
    {
        using var hub = new HubCopy(HubCopy.MiniLm);
        using var fixture = await ImportAsync(hub);

        var refused = await (await fixture.GetAsync("encoder")).EmbedAsync(new EmbedRequest([Item(text)], EmbedPriority.Query),
            CancellationToken.None);

        Assert.Contains("items[0].parts[0].text", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_SeveralTexts_SumsThemByTheirWeights()
    {
        using var hub = new HubCopy(HubCopy.Faulty);
        using var fixture = await ImportAsync(hub);
        var sut = await fixture.GetAsync("encoder");
        var item = new EmbedItem([new EmbedPart(3, "rain", null, null), new EmbedPart(4, "snow", null, null)], [Words]);

        var vectors = await EmbedAsync(sut, item);

        AssertClose([0, 0, 0.6f, 0.8f], vectors[0]);
    }

    [Fact]
    public async Task Embed_TokensAskedFor_IsRefused()
    {
        using var hub = new HubCopy(HubCopy.MiniLm);
        using var fixture = await ImportAsync(hub);
        var item = Item("rain") with { KeepTokens = Modalities.Text };

        var refused = await (await fixture.GetAsync("encoder")).EmbedAsync(new EmbedRequest([item], EmbedPriority.Ingest),
            CancellationToken.None);

        Assert.Contains("Use the strategy average", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_LongText_TellsWhatWasCutAndWhatIsUnknown()
    {
        using var hub = new HubCopy(HubCopy.Faulty);
        using var fixture = await ImportAsync(hub);

        var notice = (await fixture.GetAsync("encoder")).Read(string.Join(' ', Enumerable.Repeat("rain hail", 10)));

        Assert.Equal((7, 6), (notice.KnownWords, notice.CutWords));
        Assert.Equal(["hail"], notice.UnknownWords);
    }

    [Fact]
    public async Task Model_OfASentenceEncoder_StoresAndAnswersTextAlone()
    {
        using var hub = new HubCopy(HubCopy.MiniLm);
        using var fixture = await ImportAsync(hub);

        var model = (await fixture.GetAsync("encoder")).Model;

        Assert.Equal((48, Modalities.Text, false), (model.Dimension, model.Modalities, model.CanFuse));
        Assert.Equal([Words], model.RepresentationsOf(Modalities.All));
        Assert.Empty(model.RepresentationsOf(Modalities.Video));
    }

    private static async Task AssertStored(string folder, string? shared, string key, EmbedRole role)
    {
        using var hub = new HubCopy(folder);
        using var fixture = await ImportAsync(hub);
        var sut = await fixture.GetAsync("encoder");
        var texts = shared is null ? HubGolden.CommittedTexts() : HubGolden.Texts();
        var golden = Path.Combine(folder, "golden", "texts.npz");
        var ids = HubGolden.ReadFile<long>(golden, $"{key}.input_ids");
        var mask = HubGolden.ReadFile<long>(golden, $"{key}.attention_mask");
        var vectors = HubGolden.ReadFile<float>(golden, $"{key}.sentence_embedding");
        var rows = Enumerable.Range(0, texts.Count)
            .Where(row => !string.IsNullOrWhiteSpace(texts[row]) && !HubGolden.NamesSpecialTokens(texts[row])).ToArray();

        var embedded = await EmbedAsync(sut, [.. rows.Select(row => Item(texts[row], role))]);

        for (var i = 0; i < rows.Length; i++)
        {
            var (row, width, size) = (rows[i], ids.Shape[1], vectors.Shape[1]);
            var length = (int)mask.Values.AsSpan(row * width, width).ToArray().Sum();
            Assert.Equal(ids.Values[(row * width)..((row * width) + length)], sut.Find<IPreparation>()!.Prepare(Item(texts[row], role)).Tokens);
            AssertClose(vectors.Values.AsSpan(row * size, size), embedded[i]);
        }
    }

    private static async Task<InferenceFixture> ImportAsync(HubCopy hub)
    {
        var imported = await hub.ImportAsync();
        Assert.True(imported.IsOk, $"{imported.Error}");
        return new InferenceFixture(hub.Models);
    }

    private static EmbedItem Item(string text, EmbedRole role = EmbedRole.Plain) =>
        new([new EmbedPart(1, text, null, null)], [Words]) { Role = role };

    private static async Task<float[][]> EmbedAsync(IEmbedder sut, params EmbedItem[] items)
    {
        var response = await sut.EmbedAsync(new EmbedRequest(items, EmbedPriority.Query), CancellationToken.None);
        Assert.True(response.IsOk, $"{response.Error}");
        return [.. response.Value.Items.Select(item => item.Vectors[Words].Vector.ToArray())];
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.InRange(TensorPrimitives.Distance(expected, found), 0, Tolerance);
    }
}
