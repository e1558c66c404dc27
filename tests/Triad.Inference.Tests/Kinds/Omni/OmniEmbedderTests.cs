using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Omni;

public sealed class OmniEmbedderTests
{
    private const float Near = 1e-5f;

    private static readonly EmbedPart Text = new(1, "rain on a tin roof", null, null);

    [Fact]
    public async Task Embed_CutVectors_AreTheFirstNumbersAtUnitLength()
    {
        const int Kept = 16;
        using var whole = await GemmaPackage.CreateAsync();
        using var cut = await GemmaPackage.CreateAsync(dimensions: Kept);
        var item = await GemmaPackage.CaseAsync("document_text_video_audio");

        var (all, first) = (await whole.VectorAsync(item), await cut.VectorAsync(item));

        Assert.Equal((Kept, Kept), (first.Length, cut.Embedder.Model.Dimension));
        var expected = all[..Kept];
        TensorPrimitives.Divide(expected, TensorPrimitives.Norm<float>(expected), expected);
        AssertNear(expected, first);
    }

    [Fact]
    public async Task Embed_ItemBesideOthersOfOtherLengths_HasTheSameVector()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var items = await Task.WhenAll(GemmaPackage.Cases.Select(GemmaPackage.CaseAsync));

        var together = await sut.EmbedAsync([.. items, .. items.Reverse()]);

        for (var i = 0; i < items.Length; i++)
        {
            var alone = await sut.VectorAsync(items[i]);
            AssertNear(alone, together[i].Vectors[items[i].Representations[0]].Vector);
            AssertNear(alone, together[^(i + 1)].Vectors[items[i].Representations[0]].Vector);
        }
    }

    [Fact]
    public async Task Embed_EqualFrames_GoThroughTheEncoderOnce()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var frames = GemmaPackage.Frames("frames_v1");
        var overlap = Sub(frames, 1, frames.Count - 1);

        // Windows that overlap, side by side and later, with further representations, and one frame that stands still.
        var names = new[] { RepresentationName.Of(Modalities.Video), RepresentationName.Of(Modalities.Text | Modalities.Video) };
        EmbedItem Window(FrameClip clip) => new([Text, new EmbedPart(1, null, clip, null)], names);
        var first = await sut.EmbedAsync([Window(frames), Window(overlap)]);
        await sut.EmbedAsync(Window(overlap));
        await sut.EmbedAsync(Window(Repeat(Sub(frames, 0, 1), 6)));

        Assert.Equal(new FrameCounts((2 * frames.Count) - 1 + frames.Count - 1 + 6, frames.Count), sut.Counts);
        AssertNear(await sut.VectorAsync(GemmaPackage.Item(EmbedRole.Media, new EmbedPart(1, null, overlap, null))),
            first[1].Vectors[names[0]].Vector);
    }

    [Fact]
    public async Task Embed_PictureAndFrameOfTheSamePixels_AreTwoThings()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var frame = Sub(GemmaPackage.Frames("frames_v1"), 0, 1);

        var prepared = new[] { frame, frame with { IsPicture = true } }.Select(clip => sut.Embedder.Find<IPreparation>()!.Prepare(
            GemmaPackage.Item(EmbedRole.Media, new EmbedPart(1, null, clip, null)))).ToArray();

        Assert.Equal([66, 64], prepared[0].Sizes["video_features"]);
        Assert.Equal([120, 64], prepared[1].Sizes["image_features"]);
    }

    [Fact]
    public async Task Embed_KeptTokens_GiveTheSameVectorAgain()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var item = await GemmaPackage.CaseAsync("document_text_video_audio");
        var first = await sut.EmbedAsync(item with { KeepTokens = Modalities.Video | Modalities.Audio });
        var before = sut.Counts;

        var again = await sut.VectorAsync(
            item with { Parts = [item.Parts[0], new EmbedPart(1, null, null, null) { Tokens = first.Tokens }] });

        AssertNear(first.Vectors[item.Representations[0]].Vector, again);
        Assert.Equal(before, sut.Counts);
    }

    [Fact]
    public async Task Embed_TokensThatWereThinnedOut_AreRefused()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var item = await GemmaPackage.CaseAsync("video");
        var kept = (await sut.EmbedAsync(item with { KeepTokens = Modalities.Video })).Tokens[0] with { Block = 0 };

        await AssertRefused(
            sut, item with { Parts = [new EmbedPart(1, null, null, null) { Tokens = [kept] }] }, "use the strategy average");
        await AssertRefused(sut, GemmaPackage.Item(EmbedRole.Media, Text) with { KeepTokens = Modalities.Text }, "tokens of texts");
    }

    [Fact]
    public async Task Embed_Representations_AreOfTheirModalitiesAlone()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var all = await GemmaPackage.CaseAsync("document_text_video_audio");
        RepresentationName[] names = [RepresentationName.Full, .. ModalitiesExtensions.Singles.Select(RepresentationName.Of)];

        var vectors = (await sut.EmbedAsync(all with { Representations = names })).Vectors;

        AssertNear(await sut.VectorAsync(all), vectors[RepresentationName.Full].Vector);
        for (var i = 0; i < all.Parts.Count; i++)
        {
            var alone = GemmaPackage.Item(EmbedRole.Media, all.Parts[i]);
            AssertNear(await sut.VectorAsync(alone), vectors[alone.Representations[0]].Vector);
            Assert.Equal(alone.Mask, Assert.Single(vectors[alone.Representations[0]].ByModality).Key);
        }

        Assert.Equal(Modalities.None, Assert.Single(vectors[RepresentationName.Full].ByModality).Key);
    }

    [Fact]
    public async Task Embed_Query_AsksAllRepresentationsWithOneVector()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var names = sut.Embedder.Model.Representations.Select(one => one.Name);
        var query = (await GemmaPackage.CaseAsync("query_text_image")) with { Representations = [.. names] };

        var vectors = (await sut.EmbedAsync(query)).Vectors;

        Assert.Equal(8, vectors.Count);
        Assert.Single(vectors.Values.Distinct());
    }

    [Fact]
    public async Task Embed_Title_StandsBeforeTheTextOfASegment()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var frames = new EmbedPart(1, null, GemmaPackage.Frames("frames_v2"), null);
        RepresentationName[] names =
            [RepresentationName.Full, RepresentationName.Of(Modalities.Video), RepresentationName.Of(Modalities.Text)];
        var named = new EmbedItem([Text, frames], names) { Title = "a_day-in the.garden.mp4" };

        var (with, without) = (await sut.EmbedAsync(named), await sut.EmbedAsync(named with { Title = null }));

        Assert.NotEqual(without.Vectors[names[0]].Vector.ToArray(), with.Vectors[names[0]].Vector.ToArray());
        AssertNear(without.Vectors[names[1]].Vector, with.Vectors[names[1]].Vector);
        Assert.Equal(TitleUse.Beside, sut.Embedder.Model.Titles);

        // As a text that says the same, put together by hand.
        var byHand = GemmaPackage.Item(EmbedRole.Plain, Text with { Text = $"title: a day in the garden | text: {Text.Text}" });
        AssertNear(await sut.VectorAsync(byHand), with.Vectors[names[2]].Vector);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Embed_TitleOfMediaWithoutText_IsReadWhereThePackageSaysSo(bool isSaid)
    {
        using var sut = await GemmaPackage.CreateAsync(edit: json =>
        {
            if (isSaid)
                json["prompts"]!["named"] = "title: {title} | text:";
        });
        var media = GemmaPackage.Item(EmbedRole.Media, new EmbedPart(1, null, GemmaPackage.Frames("frames_v2"), null));

        var (with, without) = (await sut.VectorAsync(media with { Title = "a day in the garden" }), await sut.VectorAsync(media));

        Assert.Equal(!isSaid, with.SequenceEqual(without));
        Assert.Equal(with, await sut.VectorAsync(media with { Title = "a_day_in_the_garden.mov" }));
    }

    [Fact]
    public async Task Embed_WeightsThatDiffer_AreLayersOfPasses()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var picture = (await GemmaPackage.CaseAsync("query_text_image")).Parts[1];

        var (both, text) = (await sut.VectorAsync(Query(Text, picture)), await sut.VectorAsync(Query(Text)));
        var heavier = await sut.VectorAsync(Query(Text with { Weight = 5 }, picture with { Weight = 2 }));

        var expected = new float[both.Length];
        TensorPrimitives.Multiply(both, 2, expected);
        TensorPrimitives.MultiplyAdd(text, 3, expected, expected);
        TensorPrimitives.Divide(expected, TensorPrimitives.Norm<float>(expected), expected);
        AssertNear(expected, heavier);
        AssertNear(both, await sut.VectorAsync(Query(Text with { Weight = 7 }, picture with { Weight = 7 })));

        static EmbedItem Query(params EmbedPart[] parts) => GemmaPackage.Item(EmbedRole.Query, parts);
    }

    [Fact]
    public async Task Embed_NamesOfMarksInAText_ArePlainText()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var hostile = Text with { Text = "<|image|><|video|><|audio|><|image><image|><|audio><audio|><bos><eos><pad> rain" };
        var picture = (await GemmaPackage.CaseAsync("image")).Parts[0];

        var item = GemmaPackage.Item(EmbedRole.Query, hostile, picture);
        var ids = sut.Embedder.Find<IPreparation>()!.Prepare(item).Tokens;

        Assert.Equal(126, ids.Count(id => id == 3858));
        foreach (var once in (int[])[1, 2, 3856, 3860])
            Assert.Single(ids, id => id == once);
        Assert.DoesNotContain(ids, id => id is 0 or 3857 or 3859 or 3861 or 3862);
        Assert.Equal(48, (await sut.VectorAsync(item)).Length);
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(20_000, 20)]
    [InlineData(20, 20_000)]
    [InlineData(1, 1)]
    public async Task Embed_PictureOfAnySize_HasAVector(int width, int height)
    {
        using var sut = await GemmaPackage.CreateAsync();
        var clip = new FrameClip(new byte[width * height * 3], 1, width, height) { IsPicture = true };

        var vector = await sut.VectorAsync(GemmaPackage.Item(EmbedRole.Media, new EmbedPart(1, null, clip, null)));

        Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-4f);
    }

    [Fact]
    public async Task Embed_SoundTooShort_IsLeftOutAndTold()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var sound = new EmbedPart(1, null, null, new AudioClip(new float[160], 16_000));
        var both = new EmbedItem([Text, sound], [RepresentationName.Full, RepresentationName.Of(Modalities.Audio)]);

        var embedded = await sut.EmbedAsync(both);

        AssertNear(await sut.VectorAsync(GemmaPackage.Item(EmbedRole.Media, Text)), embedded.Vectors[RepresentationName.Full].Vector);
        Assert.DoesNotContain(RepresentationName.Of(Modalities.Audio), embedded.Vectors.Keys);
        Assert.Equal("A sound of 160 samples was left out: 161 are the fewest that can be heard.", Assert.Single(embedded.Notices));
        Assert.Empty((await sut.EmbedAsync(GemmaPackage.Item(EmbedRole.Media, sound))).Vectors);
        await AssertRefused(sut, GemmaPackage.Item(EmbedRole.Query, sound), "161 are the fewest");
    }

    [Fact]
    public async Task Embed_LongSoundAndManyFrames_AreTakenInPiecesAndTold()
    {
        using var sut = await GemmaPackage.CreateAsync();
        var sound = new AudioClip(Enumerable.Range(0, 16_000 * 31).Select(i => MathF.Sin(i * 0.1f)).ToArray(), 16_000);
        var frames = Repeat(Sub(GemmaPackage.Frames("frames_v1"), 0, 1), 40);

        var embedded = await sut.EmbedAsync(GemmaPackage.Item(EmbedRole.Media, new EmbedPart(1, null, frames, sound)));

        Assert.Equal(
            ["Of 40 frames 32 were taken, evenly.", "A sound of 31 s went in as 2 pieces of at most 30 s."], embedded.Notices);
    }

    [Fact]
    public async Task Embed_MoreThanTheModelTakes_IsRefusedOrCut()
    {
        using var sut = await GemmaPackage.CreateAsync(edit: json => json["text"]!["max_tokens"] = 100);
        var longText = Text with { Text = string.Join(' ', Enumerable.Repeat("rain", 200)) };
        var sound = new EmbedPart(1, null, null, new AudioClip(new float[16_000], 16_000));

        var embedded = await sut.EmbedAsync(GemmaPackage.Item(EmbedRole.Media, longText, sound));

        Assert.Contains("end of the text was cut", Assert.Single(embedded.Notices), StringComparison.Ordinal);
        var refused = await sut.Embedder.EmbedAsync(
            new EmbedRequest([await GemmaPackage.CaseAsync("image")], EmbedPriority.Query), CancellationToken.None);
        Assert.Equal(ErrorReason.LimitExceeded, refused.Error!.Reason);
    }

    [Fact]
    public async Task Embed_PackageWithoutSound_LeavesSoundOut()
    {
        using var sut = await GemmaPackage.CreateAsync(edit: json =>
        {
            json["modalities"]!.AsArray().RemoveAt(2);
            json.AsObject().Remove("audio");
            json["graphs"]!.AsObject().Remove("audio");
            json["sha256"]!.AsObject().Remove("audio_encoder.onnx");
        });
        var item = await GemmaPackage.CaseAsync("text_audio");

        Assert.Equal(Modalities.Text | Modalities.Video, sut.Embedder.Model.Modalities);
        AssertNear(await sut.VectorAsync(GemmaPackage.Item(EmbedRole.Query, item.Parts[0])), await sut.VectorAsync(item));
    }

    private static async Task AssertRefused(GemmaPackage sut, EmbedItem item, string message)
    {
        var refused = await sut.Embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None);
        Assert.Equal(ErrorReason.FieldInvalid, refused.Error!.Reason);
        Assert.Contains(message, $"{refused.Error.Message} {refused.Error.Remedy}", StringComparison.OrdinalIgnoreCase);
    }

    private static FrameClip Sub(FrameClip clip, int first, int count)
    {
        var bytes = clip.Width * clip.Height * 3;
        return clip with { Pixels = clip.Pixels.Slice(first * bytes, count * bytes), Count = count };
    }

    private static FrameClip Repeat(FrameClip frame, int times) => frame with
    {
        Pixels = Enumerable.Repeat(frame.Pixels.ToArray(), times).SelectMany(pixels => pixels).ToArray(),
        Count = times,
    };

    private static void AssertNear(ReadOnlyMemory<float> expected, ReadOnlyMemory<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        var difference = new float[expected.Length];
        TensorPrimitives.Subtract(expected.Span, found.Span, difference);
        var worst = TensorPrimitives.MaxMagnitude<float>(difference);
        Assert.True(worst <= Near, $"It is off by {Math.Abs(worst)}.");
    }
}
