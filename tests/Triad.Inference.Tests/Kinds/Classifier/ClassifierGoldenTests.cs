using Triad.Core.Embedding;
using Triad.Inference.Embedding;
using Triad.Inference.Kinds;
using Triad.Inference.Classes;
using Triad.Inference.Kinds.Classifier;
using Triad.Inference.Kinds.DualEncoder;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Sound;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Classifier;

/// <summary>Imported classifiers give the logits that the models' own implementation gives.</summary>
public sealed class ClassifierGoldenTests
{
    [Theory]
    [InlineData("vit")]
    [InlineData("deit")]
    public async Task Graph_StoredPixels_GivesTheReferencesLogits(string family)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));
        var imported = await hub.ImportAsync(family);
        Assert.True(imported.IsOk, $"{imported.Error}");
        Assert.Equal(("image classifier", "classifier"), (imported.Value.Family, imported.Value.Kind));
        var content = PackageReader.Create().Read(imported.Value.Package, [], CancellationToken.None)!;
        var plan = (ClassifierPlan)content.Plan;
        var pictures = new PictureProcessor(plan.Manifest.Pictures!);
        var pixels = HubGolden.Read<byte>(family, "pictures.npz", "pixels");
        var bytes = pixels.Values.Length / pixels.Shape[0];

        var logits = Run(content, plan.Graphs[0], [.. Enumerable.Range(0, pixels.Shape[0]).Select(row =>
            new PictureWork(pictures, pixels.Values.AsSpan(row * bytes, bytes).ToArray(), plan.Manifest.Classes))]);

        Assert.Equal("rope bridge", plan.Labels[0].Name);
        var stored = HubGolden.Read<float>(family, "pictures.npz", "logits").Values;
        Assert.True(logits.Zip(stored, (ours, theirs) => Math.Abs(ours - theirs)).Max() <= 1e-5);
    }

    [Theory]
    [InlineData("vit")]
    [InlineData("deit")]
    public async Task Score_PicturesOfTheReference_FindsItsClass(string family)
    {
        using var hub = new HubCopy(HubGolden.Folder(family));
        Assert.True((await hub.ImportAsync("classes")).IsOk);
        using var inference = new InferenceFixture(hub.Models);
        var sut = (await inference.GetAsync("classes")).Find<IScorer>()!;
        var names = HubGolden.ReadTexts(family, "pictures.npz", "names");
        var stored = HubGolden.Read<float>(family, "pictures.npz", "logits");

        for (var i = 0; i < names.Count; i++)
        {
            var picture = await DecodedPictures.OfReferenceAsync(names[i]);
            var scores = (await sut.ScoreAsync([new EmbedPart(1, null, picture, null)], CancellationToken.None)).Value;

            var expected = Probabilities.Of(stored.Values.AsSpan(i * stored.Shape[1], stored.Shape[1]), Activation.Softmax, 1)!;
            Assert.Equal(expected.Max(), scores[0].Score, 2e-2);
            Assert.Equal(1, scores.Sum(score => score.Score), 1e-5);
        }
    }

    [Fact]
    public async Task Graph_StoredFeaturesAndSounds_GiveTheReferencesLogits()
    {
        using var hub = new HubCopy(HubGolden.Folder("ast"));
        var imported = await hub.ImportAsync("ast");
        Assert.True(imported.IsOk, $"{imported.Error}");
        Assert.Equal(("sound classifier (AST)", "classifier"), (imported.Value.Family, imported.Value.Kind));
        var content = PackageReader.Create().Read(imported.Value.Package, [], CancellationToken.None)!;
        var plan = (ClassifierPlan)content.Plan;
        var names = HubGolden.ReadTexts("ast", "sounds.npz", "names");
        var stored = HubGolden.Read<float>("ast", "sounds.npz", "logits");
        int[] rows = [.. Enumerable.Range(0, names.Count).Where(row => names[row].Contains("16k", StringComparison.Ordinal))];

        var logits = Run(content, plan.Graphs[0], [.. rows.Select(row =>
            new WindowWork(plan.Manifest.Sound!, First(HubGolden.Sound(names[row]), plan.Manifest.Sound!.Window), plan.Manifest.Classes))]);

        Assert.NotEmpty(rows);
        var expected = rows.SelectMany(row => stored.Values.AsSpan(row * stored.Shape[1], stored.Shape[1]).ToArray());
        Assert.True(logits.Zip(expected, (ours, theirs) => Math.Abs(ours - theirs)).Max() <= 1e-4);
        Assert.Equal(new long[] { 256, 128 }, plan.Manifest.Sound!.Shape);
    }

    [Fact]
    public async Task Graph_DecodedSoundsOfAnyRate_GiveTheReferencesLogits()
    {
        using var hub = new HubCopy(HubGolden.Folder("ast"));
        var imported = await hub.ImportAsync("ast");
        var content = PackageReader.Create().Read(imported.Value.Package, [], CancellationToken.None)!;
        var plan = (ClassifierPlan)content.Plan;
        var names = HubGolden.ReadTexts("ast", "sounds.npz", "names");
        var works = new List<GraphWork>();
        foreach (var name in names)
        {
            var samples = await DecodedPictures.SoundOfReferenceAsync(name, 16_000);
            works.Add(new WindowWork(plan.Manifest.Sound!, First(samples, plan.Manifest.Sound!.Window), plan.Manifest.Classes));
        }

        var logits = Run(content, plan.Graphs[0], [.. works]);

        var stored = HubGolden.Read<float>("ast", "sounds.npz", "logits").Values;
        var worst = logits.Zip(stored, (ours, theirs) => Math.Abs(ours - theirs)).Max();
        Assert.True(worst <= 1e-4, $"The logits are off by {worst}.");
    }

    private static float[] First(float[] samples, int most) => samples[..Math.Min(samples.Length, most)];

    private static float[] Run(PackageContent content, PackageGraph graph, GraphWork[] rows)
    {
        using var opened = new OnnxSessionFactory(new OnnxOptions { Device = OnnxDevice.Cpu }).Open(content, graph);
        using var batch = new BatchBuffers(opened.Layout, rows.Length, 1);
        for (var row = 0; row < rows.Length; row++)
            rows[row].Fill(batch, row);
        opened.Run(batch);
        return [.. rows.SelectMany((work, row) => work.Take(batch, row))];
    }
}
