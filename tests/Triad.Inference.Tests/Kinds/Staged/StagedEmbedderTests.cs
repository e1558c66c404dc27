using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Staged;

public sealed class StagedEmbedderTests
{
    private const float Near = 1e-5f;

    [Fact]
    public async Task Model_TellsWhatMayAskWhat()
    {
        using var package = new StagedPackage();

        var model = (await package.GetAsync()).Model;

        Assert.Equal(
            ["audio a: text_audio video video_plus_text", "video v: text_video audio audio_plus_text", "audio_video va: text_audio_video"],
            model.Representations.Select(one => $"{one.Name} {one.Mask.ToName()}: {string.Join(' ', one.Heads.Select(head => head.Name))}"));
        Assert.Equal(3, model.Representations.Select(one => one.ComparableAs).Distinct().Count());
    }

    [Theory]
    [InlineData(Modalities.Audio, "audio")]
    [InlineData(Modalities.Video, "video")]
    [InlineData(Modalities.Text | Modalities.Video, "video")]
    [InlineData(Modalities.Video | Modalities.Audio, "audio video audio_video")]
    [InlineData(Modalities.Text, "")]
    public async Task Stored_OfASegment_IsWhatItHas(Modalities mask, string names)
    {
        using var package = new StagedPackage();

        var model = (await package.GetAsync()).Model;

        Assert.Equal(names, string.Join(' ', model.RepresentationsOf(mask)));
    }

    [Fact]
    public async Task Embed_Clip_GivesTheSameVectorsWhateverSharesTheirBatch()
    {
        using var package = new StagedPackage();
        var (four, brief) = (new PeAvCase("four"), new PeAvCase("short"));

        var alone = (await package.EmbedAsync([four.Media(1)]))[0];
        var together = (await package.EmbedAsync([four.Media(0), brief.Media(0), four.Media(1), four.Media(2)]))[2];

        foreach (var (name, vector) in alone.Vectors)
            Assert.True(TensorPrimitives.Distance(vector.Vector.Span, together.Vectors[name].Vector.Span) < Near);
    }

    [Fact]
    public async Task Embed_OverlappingWindows_EncodeEachFrameOnce()
    {
        using var package = new StagedPackage();
        var clip = new PeAvCase("four").Frames(0);
        var bytes = clip.Pixels.Length / clip.Count;

        EmbedItem Window(int first, int count) => new(
            [new EmbedPart(1, null, clip with { Count = count, Pixels = clip.Pixels.Slice(first * bytes, count * bytes) }, null)], [PeAvCase.Video]);
        await package.EmbedAsync([Window(0, 8), Window(4, 8), Window(2, 6)]);
        await package.EmbedAsync([Window(0, 12)]);

        Assert.Equal(new FrameCounts(34, clip.Count), (await package.GetAsync()).Find<IFrameCounter>()!.Counts);
    }

    [Fact]
    public async Task Embed_SixteenFrames_AreTakenAtEvenDistances()
    {
        using var all = new StagedPackage();
        using var five = new StagedPackage(hub => hub.Edit("processor_config.json", json => json["video_processor"]!["num_frames"] = 5));
        var clip = new PeAvCase("four").Frames(0);
        var bytes = clip.Pixels.Length / clip.Count;
        byte[] taken = [.. ((int[])[0, 2, 5, 8, 11]).SelectMany(place => clip.Pixels.Slice(place * bytes, bytes).ToArray())];

        EmbedItem Item(FrameClip frames) => new([new EmbedPart(1, null, frames, null)], [PeAvCase.Video]);
        var expected = (await all.EmbedAsync([Item(clip with { Count = 5, Pixels = taken })]))[0].Vectors[PeAvCase.Video];
        var found = (await five.EmbedAsync([Item(clip)]))[0].Vectors[PeAvCase.Video];

        Assert.True(TensorPrimitives.Distance(expected.Vector.Span, found.Vector.Span) < Near);
    }

    [Fact]
    public async Task Embed_PicturesAsPartsOfTheirOwn_AreTheirWeightedMean()
    {
        using var package = new StagedPackage();
        var clip = new PeAvCase("four").Frames(0);
        EmbedPart Part(int place, float weight) => new(
            weight, null, clip with { Count = 1, Pixels = clip.Pixels.Slice(place * clip.Pixels.Length / clip.Count, clip.Pixels.Length / clip.Count) }, null);

        var items = await package.EmbedAsync([
            PeAvCase.Query(PeAvCase.Audio, Part(0, 1)), PeAvCase.Query(PeAvCase.Audio, Part(6, 1)), PeAvCase.Query(PeAvCase.Audio, Part(0, 1), Part(6, 3))]);

        var (one, other) = (items[0].Vectors[PeAvCase.Audio].Vector, items[1].Vectors[PeAvCase.Audio].Vector);
        var sum = new float[one.Length];
        TensorPrimitives.MultiplyAdd(other.Span, 3, one.Span, sum);
        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        Assert.True(TensorPrimitives.Distance(sum, items[2].Vectors[PeAvCase.Audio].Vector.Span) < Near);
    }

    [Fact]
    public async Task Embed_RepresentationThatTheQueryCannotAsk_IsRefusedWithWhatCan()
    {
        using var package = new StagedPackage();
        var golden = new PeAvCase("four");

        var refused = await package.TryAsync(PeAvCase.Query(PeAvCase.AudioVideo, new EmbedPart(1, null, null, golden.Sound(0))));

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error!.Reason);
        Assert.Contains("'audio_video' cannot be asked with a. Ask it with t.", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_RepresentationThatIsNotStored_IsRefused()
    {
        using var package = new StagedPackage();

        var refused = await package.TryAsync(PeAvCase.Query(RepresentationName.From("v"), new EmbedPart(1, "rain", null, null)));

        Assert.Contains("is not stored by the package pe-av", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_SoundOfOneSample_HasAVector()
    {
        using var package = new StagedPackage();

        var items = await package.EmbedAsync(
            [new EmbedItem([new EmbedPart(1, null, null, new AudioClip(new float[] { 0.25f }, PeAvCase.SampleRate))], [PeAvCase.Audio])]);

        Assert.Equal(1, TensorPrimitives.Norm<float>(items[0].Vectors[PeAvCase.Audio].Vector.Span), Near);
    }
}
