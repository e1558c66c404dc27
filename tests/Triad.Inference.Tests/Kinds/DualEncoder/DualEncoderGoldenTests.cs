using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Hub;
using Triad.Inference.Kinds;
using Triad.Inference.Kinds.DualEncoder;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.DualEncoder;

/// <summary>Imported packages give the vectors that the models' own implementation gives.</summary>
public sealed class DualEncoderGoldenTests
{
    private const float Near = 1e-5f;

    // Half precision: the reference itself is 8e-4 from its own single precision, and processors round differently.
    private const float Half = 5e-4f;

    private static readonly RepresentationName Name = RepresentationName.Of(Modalities.Video);

    [Theory]
    [InlineData("clip", "image_embeds")]
    [InlineData("siglip", "pooler_output")]
    [InlineData("siglip2", "pooler_output")]
    [InlineData("pe_core", "embedding")]
    public async Task Embed_StoredPixels_GiveTheReferencesVectors(string family, string key)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));
        using var inference = await ImportAsync(hub, HubVariant.Fp32);
        var stored = HubGolden.Read<float>(family, "pictures.npz", key);

        AssertNear(await EmbedAsync(inference, Pictures(family)), stored);
    }

    [Theory]
    [InlineData("clip", "text_embeds")]
    [InlineData("siglip", "pooler_output")]
    [InlineData("siglip2", "pooler_output")]
    [InlineData("pe_core", "embedding")]
    [InlineData("clap", "text_embeds")]
    public async Task Embed_Texts_GiveTheReferencesVectors(string family, string key)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));
        using var inference = await ImportAsync(hub, HubVariant.Fp32);
        var (rows, items) = Texts();

        AssertNear(await EmbedAsync(inference, items), Pick(HubGolden.Read<float>(family, "texts.npz", key), rows));
    }

    [Fact]
    public async Task Embed_Sounds_GiveTheReferencesVectors()
    {
        using var hub = new HubCopy(HubGolden.Folder("clap"));
        using var inference = await ImportAsync(hub, HubVariant.Fp32);

        var names = HubGolden.ReadTexts("clap", "sounds.npz", "names");

        AssertNear(await EmbedAsync(inference, [.. names.Select(name => Heard(HubGolden.Sound(name)))]),
            HubGolden.Read<float>("clap", "sounds.npz", "audio_embeds"));
    }

    [Fact]
    public async Task Embed_LongSound_IsTheMeanOfWholeWindows()
    {
        using var hub = new HubCopy(HubGolden.Folder("clap"));
        using var inference = await ImportAsync(hub, HubVariant.Fp32);
        float[] samples = [.. HubGolden.Sound("s03_48k_10s.wav"), .. HubGolden.Sound("s05_48k_7s.wav")];

        var vectors = await EmbedAsync(inference, [Heard(samples[..480_000]), Heard(samples[^480_000..]), Heard(samples)]);

        var mean = new float[vectors[0].Length];
        TensorPrimitives.Add(vectors[0], vectors[1], mean);
        TensorPrimitives.Divide(mean, TensorPrimitives.Norm<float>(mean), mean);
        AssertNear([vectors[2]], new NpyFile<float>([1, mean.Length], mean));
    }

    [Fact]
    public async Task Describe_SoundTower_StoresSoundAndIsAskedByTextAndSound()
    {
        using var hub = new HubCopy(HubGolden.Folder("clap"));
        using var inference = await ImportAsync(hub, HubVariant.Fp32);
        var sut = await inference.GetAsync("towers");

        var only = Assert.Single(sut.Model.Representations);
        Assert.Equal(
            ("a", Modalities.Audio, Modalities.Text | Modalities.Audio, 32), (only.Name.Value, only.Mask, only.Queries, only.Dimension));
        Assert.Equal(48_000, sut.Model.Decode.SampleRate);
        var frames = await sut.EmbedAsync(new EmbedRequest(
            [Query(new EmbedPart(1, "rain", null, null)) with { Representations = [Name] }], EmbedPriority.Query), default);
        Assert.Contains("representation", frames.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_HalfPrecision_GivesTheReferencesVectors()
    {
        using var hub = new HubCopy(HubGolden.Folder("clip"));
        using var inference = await ImportAsync(hub, HubVariant.Fp16);
        var (rows, items) = Texts();

        AssertNear(await EmbedAsync(inference, Pictures("clip")), HubGolden.Read<float>("clip", "variants.npz", "image_embeds_fp16"), Half);
        AssertNear(await EmbedAsync(inference, items), Pick(HubGolden.Read<float>("clip", "variants.npz", "text_embeds_fp16"), rows), Half);
    }

    [Fact]
    public async Task Embed_EightBits_GivesEachItemTheSameVectorWhateverStandsBesideIt()
    {
        using var hub = new HubCopy(HubGolden.Folder("clip"));
        using var inference = await ImportAsync(hub, HubVariant.Int8);
        var items = Texts().Items.Concat(Pictures("clip")).ToArray();

        var together = await EmbedAsync(inference, items);

        for (var i = 0; i < items.Length; i += 9)
            Assert.Equal((await EmbedAsync(inference, [items[i]]))[0], together[i]);
    }

    [Fact]
    public async Task Graphs_EightBitsInOneBatch_GiveTheReferencesVectors()
    {
        using var hub = new HubCopy(HubGolden.Folder("clip"));
        var package = (await hub.ImportAsync("clip", HubVariant.Int8)).Value.Package;
        var content = PackageReader.Create().Read(package, [], CancellationToken.None)!;
        var manifest = ((DualEncoderPlan)content.Plan).Manifest;
        var ids = HubGolden.Read<long>("clip", "texts.npz", "input_ids");
        var pictures = new PictureProcessor(manifest.Pictures!);

        var images = Clips("clip").Select(clip => (GraphWork)new PictureWork(pictures, clip.Pixels.ToArray(), manifest.EmbeddingSize));
        AssertNear(Run(content, DualEncoderGraphs.DescribeVision(manifest), [.. images]),
            HubGolden.Read<float>("clip", "variants.npz", "image_embeds_quantized"));
        var texts = Enumerable.Range(0, ids.Shape[0])
            .Select(row => (GraphWork)new QueryWork(ids.Values.AsSpan(row * ids.Shape[1], ids.Shape[1]).ToArray(), manifest.TextInputs,
                manifest.EmbeddingSize));
        AssertNear(Run(content, DualEncoderGraphs.DescribeText(manifest), [.. texts]),
            HubGolden.Read<float>("clip", "variants.npz", "text_embeds_quantized"));
    }

    [Fact]
    public async Task Embed_Clip_IsTheMeanOfItsFrames()
    {
        using var hub = new HubCopy(HubGolden.Folder("pe_core"));
        using var inference = await ImportAsync(hub, HubVariant.Fp32);
        var (one, other) = (Clips("pe_core")[0], Clips("pe_core")[5]);
        var clip = new FrameClip((byte[])[.. one.Pixels.Span, .. one.Pixels.Span, .. other.Pixels.Span], 3, one.Width, one.Height);

        var vectors = await EmbedAsync(inference, [Item(one), Item(other), Item(clip)]);

        var mean = new float[vectors[0].Length];
        TensorPrimitives.MultiplyAdd(vectors[0], 2, vectors[1], mean);
        TensorPrimitives.Divide(mean, TensorPrimitives.Norm<float>(mean), mean);
        AssertNear([vectors[2]], new NpyFile<float>([1, mean.Length], mean));
    }

    [Fact]
    public async Task Embed_QueryOfTextAndPicture_IsTheirWeightedSum()
    {
        using var hub = new HubCopy(HubGolden.Folder("pe_core"));
        using var inference = await ImportAsync(hub, HubVariant.Fp32);
        var (text, picture) = (new EmbedPart(1, "rain on a roof", null, null), new EmbedPart(3, null, Clips("pe_core")[0], null));

        var vectors = await EmbedAsync(inference, [Query(text), Query(picture), Query(text, picture)]);

        var sum = new float[vectors[0].Length];
        TensorPrimitives.MultiplyAdd(vectors[1], 3, vectors[0], sum);
        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        AssertNear([vectors[2]], new NpyFile<float>([1, sum.Length], sum));
    }

    private static async Task<InferenceFixture> ImportAsync(HubCopy hub, HubVariant variant)
    {
        var imported = await hub.ImportAsync("towers", variant);
        Assert.True(imported.IsOk, $"{imported.Error}");
        return new InferenceFixture(hub.Models);
    }

    private static async Task<float[][]> EmbedAsync(InferenceFixture inference, IReadOnlyList<EmbedItem> items)
    {
        var sut = await inference.GetAsync("towers");
        var own = sut.Model.Representations.Select(representation => representation.Name).ToArray();
        var embedded = await sut.EmbedAsync(
            new EmbedRequest([.. items.Select(item => item with { Representations = own })], EmbedPriority.Ingest), CancellationToken.None);
        Assert.True(embedded.IsOk, $"{embedded.Error}");
        return [.. embedded.Value.Items.Select(item => item.Vectors.Single().Value.Vector.ToArray())];
    }

    private static (int[] Rows, EmbedItem[] Items) Texts()
    {
        var texts = HubGolden.Texts();
        int[] rows = [.. Enumerable.Range(0, texts.Count).Where(i => !string.IsNullOrWhiteSpace(texts[i])
            && !HubGolden.NamesSpecialTokens(texts[i]))];
        return (rows, [.. rows.Select(row => Query(new EmbedPart(1, texts[row], null, null)))]);
    }

    private static EmbedItem[] Pictures(string family) => [.. Clips(family).Select(Item)];

    private static FrameClip[] Clips(string family)
    {
        var pixels = HubGolden.Read<byte>(family, "pictures.npz", "pixels");
        var bytes = pixels.Shape[1] * pixels.Shape[2] * 3;
        return [.. Enumerable.Range(0, pixels.Shape[0]).Select(i =>
            new FrameClip(pixels.Values.AsMemory(i * bytes, bytes), 1, pixels.Shape[2], pixels.Shape[1]))];
    }

    private static EmbedItem Item(FrameClip clip) => new([new EmbedPart(1, null, clip, null)], [Name]);

    private static EmbedItem Heard(float[] samples) =>
        new([new EmbedPart(1, null, null, new AudioClip(samples, 48_000))], [RepresentationName.Of(Modalities.Audio)]);

    private static EmbedItem Query(params EmbedPart[] parts) => new(parts, [Name]) { Role = EmbedRole.Query };

    private static float[][] Run(PackageContent content, PackageGraph graph, GraphWork[] rows)
    {
        using var opened = new OnnxSessionFactory(new OnnxOptions { Device = OnnxDevice.Cpu }).Open(content, graph);
        using var batch = new BatchBuffers(opened.Layout, rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].Fill(batch, row);
        opened.Run(batch);
        return [.. rows.Select((work, row) => work.Take(batch, row))];
    }

    private static NpyFile<float> Pick(NpyFile<float> stored, int[] rows)
    {
        var width = stored.Shape[1];
        return new NpyFile<float>([rows.Length, width], [.. rows.SelectMany(row => stored.Values.AsSpan(row * width, width).ToArray())]);
    }

    private static void AssertNear(float[][] vectors, NpyFile<float> stored, float near = Near)
    {
        var width = stored.Shape[1];
        Assert.Equal(stored.Shape[0], vectors.Length);
        for (var row = 0; row < vectors.Length; row++)
        {
            var expected = stored.Values.AsSpan(row * width, width);
            var (one, other) = (TensorPrimitives.Norm<float>(vectors[row]), TensorPrimitives.Norm<float>(expected));
            var worst = 0f;
            for (var i = 0; i < width; i++)
                worst = Math.Max(worst, Math.Abs((vectors[row][i] / one) - (expected[i] / other)));
            Assert.True(worst <= near, $"Row {row} is off by {worst}.");
        }
    }
}
