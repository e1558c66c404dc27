using System.Text.Json.Nodes;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Classes;
using Triad.Inference.Kinds.Classifier;
using Triad.Inference.Sound;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Classifier;

public sealed class ClassifierTests
{
    private static readonly float[] TwoScores = [0.25f, 0.04f];

    [Fact]
    public async Task Score_Pictures_TellsTheMeanOfAllFrames()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        using var inference = await ImportAsync(hub);
        var sut = (await inference.GetAsync("encoder")).Find<IScorer>()!;
        var (blue, red) = (Picture(0, 0, 255), Picture(255, 0, 0));

        var one = (await sut.ScoreAsync([blue], CancellationToken.None)).Value;
        var both = (await sut.ScoreAsync([blue, red], CancellationToken.None)).Value;

        Assert.Equal("rain", one[0].Label);
        Assert.True(one[0].Score > 0.99);
        Assert.All(both, score => Assert.Equal(0.5, score.Score, 1e-3));
    }

    [Fact]
    public async Task Score_TextAlone_IsRefused()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        using var inference = await ImportAsync(hub);
        var sut = (await inference.GetAsync("encoder")).Find<IScorer>()!;

        var error = (await sut.ScoreAsync([new EmbedPart(1, "rain", null, null)], CancellationToken.None)).Error!;

        Assert.Equal(ErrorReason.FieldMissing, error.Reason);
    }

    [Fact]
    public async Task Embed_ByAClassifierAlone_IsRefusedWithTheCommandThatHelps()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        using var inference = await ImportAsync(hub);
        var sut = await inference.GetAsync("encoder");
        var item = new EmbedItem([Picture(0, 0, 255)], [RepresentationName.Of(Modalities.Video)]);

        var error = (await sut.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Error!;

        Assert.Empty(sut.Model.RepresentationsOf(Modalities.All));
        Assert.Contains("triad model concept", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"0\": \"rain\", \"1\": \"snow\", \"2\": \"hail\"}",
        "onnx/model.onnx: logits has 2 scores, and config.json names 3 labels in id2label")]
    [InlineData("{\"0\": \"rain\", \"2\": \"snow\"}", "config.json: id2label has 2 labels with indices up to 2")]
    [InlineData("{\"0\": \"rain\", \"one\": \"snow\"}", "config.json: id2label has the index 'one'")]
    [InlineData("{\"0\": \"rain\", \"1\": \" \"}", "config.json: id2label.1 is blank")]
    [InlineData("{\"0\": \"rain\", \"1\": 3}", "config.json: id2label.1 is 3, expected a text")]
    [InlineData("{\"0\": \"rain\"}", "config.json: id2label has 1 labels")]
    [InlineData("{}", "config.json: id2label has 0 labels")]
    [InlineData("null", "config.json: id2label is missing")]
    public async Task Import_LabelsThatDoNotFit_AreRefused(string labels, string message)
    {
        using var hub = new HubCopy(HubCopy.Weather);
        hub.Edit("config.json", config => config["id2label"] = JsonNode.Parse(labels));

        var error = (await hub.ImportAsync()).Error!;

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(hub.Models));
    }

    [Fact]
    public async Task Import_PicturesOfAnotherSize_AreRefused()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        hub.Edit("preprocessor_config.json", config => config["size"] = 8);

        var error = (await hub.ImportAsync()).Error!;

        Assert.StartsWith("onnx/model.onnx: pixel_values takes [any, 3, 4, 4], and the front-end makes [any, 3, 8, 8]", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LabelsOfAnotherNumber_AreRefused()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        var package = (await hub.ImportAsync()).Value.Package;
        using var folder = new PackageFolder(package);
        folder.Replace("labels.json", "[{\"name\": \"rain\", \"texts\": [\"rain\"]}]"u8.ToArray());
        using var inference = new InferenceFixture(folder.Models);

        var error = (await inference.Catalog.GetAsync("encoder", CancellationToken.None)).Error!;

        Assert.Contains("labels.json: has 1 labels, and the graph gives 2 scores", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MoreClassesThanTheGraphHas_AreRefused()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        var package = (await hub.ImportAsync()).Value.Package;
        using var folder = new PackageFolder(package);
        folder.Edit(manifest => manifest["graph"]!["classes"] = 3);
        using var inference = new InferenceFixture(folder.Models);

        var error = (await inference.Catalog.GetAsync("encoder", CancellationToken.None)).Error!;

        Assert.Contains("model.onnx: logits: is an output of shape [dynamic, 2], expected [dynamic, 3]", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_OfEachActivation_AreWhatLogitsDividedByTheTemperatureGive()
    {
        var log = TwoScores.Select(p => MathF.Log(p)).ToArray();

        Assert.Equal(TwoScores.Select(p => MathF.Sqrt(p)), Probabilities.Of(TwoScores, Activation.None, 2)!, (one, other) =>
            Math.Abs(one - other) < 1e-6);
        Assert.Equal([0.5f / 0.7f, 0.2f / 0.7f], Probabilities.Of(log, Activation.Softmax, 2)!, (one, other) =>
            Math.Abs(one - other) < 1e-6);
        Assert.Equal([0.2f, 1 / 26f], Probabilities.Of(log, Activation.Sigmoid, 1)!, (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Null(Probabilities.Of([1.2f, 0], Activation.None, 1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(400, 1)]
    [InlineData(401, 2)]
    [InlineData(600, 2)]
    [InlineData(601, 3)]
    public void Rows_OfSound_ReachToItsEnd(int samples, int windows)
    {
        var sut = new ClassRows(new ClassifierManifest
        {
            SegmentSeconds = 8,
            Pictures = null,
            Sound = new WaveformInput(16_000, 400, 200),
            Graph = new("", "", "", Inference.Kinds.BatchRule.Shared),
            Classes = 2,
            Activation = Activation.None,
            Labels = "",
        });
        var part = new EmbedPart(1, null, null, new AudioClip(new float[samples], 16_000));

        Assert.Equal((windows, windows), (sut.Of(part).Count, sut.Count(part)));
    }

    private static async Task<InferenceFixture> ImportAsync(HubCopy hub)
    {
        var imported = await hub.ImportAsync();
        Assert.True(imported.IsOk, $"{imported.Error}");
        return new InferenceFixture(hub.Models);
    }

    private static EmbedPart Picture(byte red, byte green, byte blue) =>
        new(1, null, new FrameClip(Enumerable.Repeat<byte[]>([red, green, blue], 36).SelectMany(pixel => pixel).ToArray(), 1, 6, 6), null);
}
