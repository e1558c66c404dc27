using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Staged;

/// <summary>An imported PE-AV gives the vectors and logits that the model's own implementation gives.</summary>
public sealed class StagedGoldenTests
{
    private const float Near = 1e-5f;

    // A cosine may be off by 1e-5, and scales are about 900: that of the package times both lengths.
    private const float LogitNear = 1e-2f;

    [Theory]
    [InlineData("four")]
    [InlineData("short")]
    public async Task Embed_Clips_GiveTheReferencesVectors(string name)
    {
        using var inference = new StagedPackage();
        var golden = new PeAvCase(name);

        var items = await inference.EmbedAsync([.. Enumerable.Range(0, golden.Count).Select(golden.Media)]);

        foreach (var head in (RepresentationName[])[PeAvCase.Audio, PeAvCase.Video, PeAvCase.AudioVideo])
            AssertNear(golden.Vectors(head.Value), [.. items.Select(item => item.Vectors[head])]);
    }

    [Fact]
    public async Task Embed_Texts_GiveTheReferencesVectors()
    {
        using var inference = new StagedPackage();
        var texts = HubGolden.Texts();
        int[] rows = [.. Enumerable.Range(0, texts.Count).Where(i => !string.IsNullOrWhiteSpace(texts[i]) && !HubGolden.NamesSpecialTokens(texts[i]))];

        var items = await inference.EmbedAsync(
            [.. rows.Select(row => new EmbedItem([Text(texts[row])], [PeAvCase.Audio, PeAvCase.Video, PeAvCase.AudioVideo]) { Role = EmbedRole.Query })]);

        foreach (var (asked, head) in ((RepresentationName, string)[])
            [(PeAvCase.Audio, "text_audio"), (PeAvCase.Video, "text_video"), (PeAvCase.AudioVideo, "text_audio_video")])
        {
            var stored = HubGolden.Read<float>(PeAvCase.Family, "texts.npz", $"{head}_embeds");
            var width = stored.Shape[1];
            AssertNear(
                new NpyFile<float>([rows.Length, width], [.. rows.SelectMany(row => stored.Values.AsSpan(row * width, width).ToArray())]),
                [.. items.Select(item => item.Vectors[asked])]);
        }
    }

    [Theory]
    [InlineData("four")]
    [InlineData("short")]
    public async Task Embed_TextWithMedia_GivesTheReferencesVectors(string name)
    {
        using var inference = new StagedPackage();
        var golden = new PeAvCase(name);
        int[] rows = [.. Enumerable.Range(0, golden.Count).Where(i => golden.Texts[i].Length > 0)];

        var heard = await inference.EmbedAsync([.. rows.Select(i => PeAvCase.Query(PeAvCase.Video, Text(golden.Texts[i]), Sound(golden, i)))]);
        var seen = await inference.EmbedAsync([.. rows.Select(i => PeAvCase.Query(PeAvCase.Audio, Text(golden.Texts[i]), Frames(golden, i)))]);

        AssertNear(golden.Vectors("audio_plus_text"), [.. heard.Select(item => item.Vectors[PeAvCase.Video])], rows);
        AssertNear(golden.Vectors("video_plus_text"), [.. seen.Select(item => item.Vectors[PeAvCase.Audio])], rows);
    }

    [Theory]
    [InlineData("audio_text", "audio", "t")]
    [InlineData("video_text", "video", "t")]
    [InlineData("audio_video_text", "audio_video", "t")]
    [InlineData("audio_video", "video", "a")]
    [InlineData("audio_plus_text_video", "video", "ta")]
    [InlineData("video_plus_text_audio", "audio", "tv")]
    public async Task Logits_OfStoredAndAsking_AreTheReferences(string pair, string stored, string asks)
    {
        using var inference = new StagedPackage();
        var golden = new PeAvCase("four");
        var asked = RepresentationName.From(stored);
        int[] rows = [.. Enumerable.Range(0, golden.Count).Where(i => golden.Texts[i].Length > 0 || !asks.Contains('t', StringComparison.Ordinal))];

        var media = await inference.EmbedAsync([.. Enumerable.Range(0, golden.Count).Select(golden.Media)]);
        var queries = await inference.EmbedAsync([.. rows.Select(i => PeAvCase.Query(asked, PartsOf(golden, i, asks)))]);

        var logits = golden.Logits(pair);
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j < golden.Count; j++)
            {
                var (asking, found) = (queries[i].Vectors[asked], media[j].Vectors[asked]);
                var calibration = asking.Calibration!.Value;

                // The package does not say how long stored vectors are: that of the asking one stands for it, and here its own is known.
                var exact = calibration with { Scale = calibration.Scale / asking.Length * found.Length };
                var cosine = TensorPrimitives.Dot(asking.Vector.Span, found.Vector.Span);
                var expected = pair.EndsWith("text", StringComparison.Ordinal) ? logits.Values[(j * golden.Count) + rows[i]] : logits.Values[(rows[i] * golden.Count) + j];
                Assert.Equal(expected, exact.Logit(cosine), LogitNear);
            }
    }

    [Fact]
    public async Task Calibration_WithLengthsOfTheExport_UsesThem()
    {
        using var plain = new StagedPackage();
        using var told = new StagedPackage(hub => hub.Edit("logits.json", json =>
            json["lengths"] = new JsonObject { ["audio"] = 3, ["video"] = 5, ["audio_video"] = 7 }));
        var query = PeAvCase.Query(PeAvCase.Video, Text("rain"));

        var without = (await plain.EmbedAsync([query]))[0].Vectors[PeAvCase.Video];
        var with = (await told.EmbedAsync([query]))[0].Vectors[PeAvCase.Video];

        Assert.Equal(without.Calibration!.Value.Scale / without.Length * 5, with.Calibration!.Value.Scale, 1e-2f);
    }

    private static EmbedPart[] PartsOf(PeAvCase golden, int clip, string asks) =>
    [
        .. asks.Contains('t', StringComparison.Ordinal) ? [Text(golden.Texts[clip])] : (EmbedPart[])[],
        .. asks.Contains('a', StringComparison.Ordinal) ? [Sound(golden, clip)] : (EmbedPart[])[],
        .. asks.Contains('v', StringComparison.Ordinal) ? [Frames(golden, clip)] : (EmbedPart[])[],
    ];

    private static EmbedPart Text(string text) => new(1, text, null, null);

    private static EmbedPart Sound(PeAvCase golden, int clip) => new(1, null, null, golden.Sound(clip));

    private static EmbedPart Frames(PeAvCase golden, int clip) => new(1, null, golden.Frames(clip), null);

    private static void AssertNear(NpyFile<float> expected, EmbeddingVector[] vectors, int[]? rows = null)
    {
        var width = expected.Shape[1];
        for (var i = 0; i < vectors.Length; i++)
        {
            var row = expected.Values.AsSpan((rows?[i] ?? i) * width, width);
            var norm = TensorPrimitives.Norm<float>(row);
            var worst = 0f;
            for (var k = 0; k < width; k++)
                worst = Math.Max(worst, Math.Abs((row[k] / norm) - vectors[i].Vector.Span[k]));
            Assert.True(worst <= Near, $"Row {i} is off by {worst}.");
            Assert.Equal(norm, vectors[i].Length, 1e-3f);
        }
    }
}
