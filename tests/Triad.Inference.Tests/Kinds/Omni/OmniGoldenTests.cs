using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Hub;
using Triad.Inference.Kinds;
using Triad.Inference.Kinds.Omni;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Omni;

/// <summary>An imported EmbeddingGemma 2 gives the ids, soft tokens and vectors that the model's own implementation gives.</summary>
public sealed class OmniGoldenTests
{
    private const float Near = 1e-5f;

    [Theory]
    [InlineData(HubVariant.Fp32, "cases.npz", "embedding")]
    [InlineData(HubVariant.Q4, "variants.npz", "embedding_q4")]
    public async Task Embed_Mixes_GiveTheReferencesVectors(HubVariant variant, string file, string key)
    {
        using var sut = await GemmaPackage.CreateAsync(variant);
        var names = GemmaPackage.Cases.ToArray();
        var items = await Task.WhenAll(names.Select(GemmaPackage.CaseAsync));

        var embedded = await sut.EmbedAsync(items);

        for (var i = 0; i < names.Length; i++)
            AssertNear(HubGolden.Read<float>(GemmaPackage.Family, file, $"{names[i]}.{key}").Values,
                embedded[i].Vectors[items[i].Representations[0]].Vector.Span, names[i]);
    }

    [Fact]
    public async Task Prepare_Mixes_GiveTheReferencesIds()
    {
        using var sut = await GemmaPackage.CreateAsync();

        foreach (var name in GemmaPackage.Cases)
        {
            var prepared = sut.Embedder.Find<IPreparation>()!.Prepare(await GemmaPackage.CaseAsync(name));
            Assert.Equal(HubGolden.Read<long>(GemmaPackage.Family, "cases.npz", $"{name}.input_ids").Values, prepared.Tokens);
        }
    }

    [Fact]
    public async Task Embed_Texts_GiveTheReferencesIdsAndVectors()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var texts = HubGolden.ReadTexts(GemmaPackage.Family, "texts.npz", "texts");
        var (ids, mask) = (HubGolden.Read<long>(GemmaPackage.Family, "texts.npz", "input_ids"),
            HubGolden.Read<long>(GemmaPackage.Family, "texts.npz", "attention_mask"));
        var vectors = HubGolden.Read<float>(GemmaPackage.Family, "texts.npz", "embedding");
        var items = texts.Select(text => GemmaPackage.Item(EmbedRole.Plain, new EmbedPart(1, text, null, null))).ToArray();

        var embedded = await sut.EmbedAsync(items);

        var (length, size) = (ids.Shape[1], vectors.Shape[1]);
        for (var i = 0; i < texts.Count; i++)
        {
            var own = ids.Values.AsSpan(i * length, length).ToArray().Where((_, at) => mask.Values[(i * length) + at] > 0);
            Assert.Equal(own, sut.Embedder.Find<IPreparation>()!.Prepare(items[i]).Tokens);
            AssertNear(vectors.Values.AsSpan(i * size, size), embedded[i].Vectors[items[i].Representations[0]].Vector.Span, texts[i]);
        }
    }

    [Theory]
    [InlineData("image", "image_features")]
    [InlineData("two_images", "image_features")]
    [InlineData("video", "video_features")]
    [InlineData("video_audio", "video_features")]
    [InlineData("audio", "audio_features")]
    [InlineData("short_audio", "audio_features")]
    public async Task Embed_KeptTokens_AreTheReferencesSoftTokens(string name, string key)
    {
        using var sut = await GemmaPackage.CreateAsync();
        var stored = HubGolden.Read<float>(GemmaPackage.Family, "cases.npz", $"{name}.{key}").Values;
        var item = await GemmaPackage.CaseAsync(name);
        var modality = key == "audio_features" ? Modalities.Audio : Modalities.Video;

        var kept = (await sut.EmbedAsync(item with { KeepTokens = modality })).Tokens.SelectMany(run => run.Values.ToArray()).ToArray();

        Assert.Equal(stored.Length, kept.Length);
        Assert.True(stored.Zip(kept, (one, other) => Math.Abs(one - other)).Max() <= 1e-3f * stored.Max(Math.Abs));
    }

    [Fact]
    public async Task Graphs_StoredPatches_GiveTheReferencesSoftTokens()
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        var (content, manifest) = await ReadAsync(hub);
        var cutter = new PatchCutter(manifest.Pictures!.Patches);
        var names = HubGolden.ReadTexts(GemmaPackage.Family, "pictures.npz", "names");

        for (var i = 0; i < names.Count; i++)
        {
            var (pixels, grid) = Whole(i);
            AssertClose(
                HubGolden.Read<float>(GemmaPackage.Family, "pictures.npz", $"features.{i}").Values,
                Run(content, OmniGraphs.Describe(Modalities.Video, manifest), new PatchWork(cutter, pixels, grid, manifest.Tokens.Size)),
                names[i]);
        }
    }

    [Theory]
    [InlineData("s01_48k_3s")]
    [InlineData("s02_48k_300ms")]
    [InlineData("s04_48k_silence_2s")]
    [InlineData("s06_44k1_stereo_2s3")]
    [InlineData("s07_16k_4s")]
    public async Task Graphs_StoredMels_GiveTheReferencesSoftTokens(string name)
    {
        using var hub = new HubCopy(HubGolden.Folder(GemmaPackage.Family));
        var (content, manifest) = await ReadAsync(hub);
        var frames = HubGolden.Read<bool>(GemmaPackage.Family, "sounds.npz", $"{name}.wav.mask").Values.Count(real => real);
        var mel = HubGolden.Read<float>(GemmaPackage.Family, "sounds.npz", $"{name}.wav.input_features");

        var found = Run(content, OmniGraphs.Describe(Modalities.Audio, manifest),
            new SoundWork(mel.Values[..(frames * mel.Shape[1])], frames, manifest.Tokens.Size));

        AssertClose(HubGolden.Read<float>(GemmaPackage.Family, "sounds.npz", $"{name}.wav.audio_features").Values, found, name);
    }

    private static async Task<(PackageContent Content, OmniManifest Manifest)> ReadAsync(HubCopy hub)
    {
        var package = (await hub.ImportAsync("gemma")).Value.Package;
        var content = PackageReader.Create().Read(package, [], CancellationToken.None)!;
        return (content, ((OmniPlan)content.Plan).Manifest);
    }

    private static float[] Run(PackageContent content, PackageGraph graph, GraphWork row)
    {
        using var opened = new OnnxSessionFactory(new OnnxOptions { Device = OnnxDevice.Cpu }).Open(content, graph);
        using var batch = new BatchBuffers(opened.Layout, 1, row.Length);
        row.Fill(batch, 0);
        opened.Run(batch);
        return row.Take(batch, 0);
    }

    // The reference's patches put together to a picture again.
    private static (byte[] Pixels, PatchGrid Grid) Whole(int i)
    {
        const int Patch = 16;
        const int Line = Patch * 3;
        var patches = HubGolden.Read<byte>(GemmaPackage.Family, "pictures.npz", $"patches.{i}").Values;
        var places = HubGolden.Read<short>(GemmaPackage.Family, "pictures.npz", $"positions.{i}").Values;
        var (columns, rows) = (places.Where((_, at) => at % 2 == 0).Max() + 1, places.Where((_, at) => at % 2 == 1).Max() + 1);
        var pixels = new byte[patches.Length];
        for (var patch = 0; patch < places.Length / 2; patch++)
            for (var y = 0; y < Patch; y++)
                patches.AsSpan(((patch * Patch) + y) * Line, Line)
                    .CopyTo(pixels.AsSpan(((((places[(2 * patch) + 1] * Patch) + y) * columns) + places[2 * patch]) * Line));
        return (pixels, new PatchGrid(columns, rows, columns * rows / 9));
    }

    private static void AssertClose(float[] stored, float[] found, string name)
    {
        Assert.Equal(stored.Length, found.Length);
        var worst = stored.Zip(found, (one, other) => Math.Abs(one - other)).Max() / stored.Max(Math.Abs);
        Assert.True(worst <= Near, $"{name} is off by {worst}.");
    }

    private static void AssertNear(ReadOnlySpan<float> stored, ReadOnlySpan<float> found, string name)
    {
        var length = MathF.Sqrt(stored.ToArray().Sum(value => value * value));
        var worst = 0f;
        for (var i = 0; i < stored.Length; i++)
            worst = Math.Max(worst, Math.Abs((stored[i] / length) - found[i]));
        Assert.True(stored.Length == found.Length && worst <= Near, $"{name} is off by {worst}.");
    }
}
