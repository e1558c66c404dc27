using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Fusion;

/// <summary>What is computed for a mask is what the mask needs, whatever else the item has.</summary>
public sealed class MaskCostTests
{
    private const int Words = 5;
    private const int Frames = 20;
    private const int Samples = 24_000;

    public static TheoryData<Modalities> Masks => [.. ModalitiesExtensions.NonEmpty];

    [Theory]
    [MemberData(nameof(Masks))]
    public async Task Embed_OneMaskOfAFullItem_RunsTheGraphsOfItsModalitiesAlone(Modalities mask)
    {
        using var sut = CreateSut();

        await sut.EmbedAsync(Item(sut, mask));

        FusionGraph[] expected = [.. mask.Parts().Select(single => (FusionGraph)single.Index()), FusionGraph.Fusion];
        Assert.Equal(expected, sut.Ran);
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public async Task Embed_OneMask_FusesTheTokensOfItsModalitiesAlone(Modalities mask)
    {
        using var sut = CreateSut();

        await sut.EmbedAsync(Item(sut, mask));

        var (rows, length, masks) = Assert.Single(sut.Graphs[FusionGraph.Fusion].Batches);
        var tokens = mask.Parts().Sum(single => TokensOf(sut.Manifest, single));
        Assert.Equal(1, rows);
        Assert.Equal([tokens], masks);
        Assert.InRange(length, tokens, tokens * 1.25);
    }

    [Fact]
    public async Task Embed_SevenMasks_MakesTokensOnceAndOneRowAMask()
    {
        using var sut = CreateSut();

        await sut.EmbedAsync(Item(sut, [.. ModalitiesExtensions.NonEmpty]));

        Assert.All([FusionGraph.Text, FusionGraph.Video, FusionGraph.Audio], role => Assert.Equal(1, sut.Graphs[role].Batches.Sum(batch => batch.Rows)));
        Assert.Equal(7, sut.Graphs[FusionGraph.Fusion].Batches.Sum(batch => batch.Rows));
    }

    [Fact]
    public async Task Embed_QueryForAllRepresentations_IsOneRow()
    {
        using var sut = CreateSut();
        var item = Item(sut) with
        {
            Representations = [.. sut.Model.Representations.Select(representation => representation.Name)],
            Role = Core.Embedding.EmbedRole.Query,
        };

        await sut.EmbedAsync(item);

        Assert.Equal(8, item.Representations.Count);
        Assert.Equal(1, sut.Graphs[FusionGraph.Fusion].Batches.Sum(batch => batch.Rows));
    }

    private static WatchedPackage CreateSut() => new(Path.Combine(TestFolders.Data, "full-size", "small"));

    private static Core.Embedding.EmbedItem Item(WatchedPackage package, params Modalities[] masks) => new(
        [new Core.Embedding.EmbedPart(1, TestClips.Text(Words, 1), TestClips.Frames(package.Model, Frames, 1), TestClips.Sound(package.Model, Samples, 1))],
        [.. masks.Select(RepresentationName.Of)]);

    private static int TokensOf(FusionManifest manifest, Modalities single) => single switch
    {
        Modalities.Text => Words,
        Modalities.Video => manifest.Video!.TokenCount(Frames),
        _ => manifest.Audio!.TokenCount(manifest.Audio.FrameCount(Samples)),
    };
}
