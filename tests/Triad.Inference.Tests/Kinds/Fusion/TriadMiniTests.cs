using System.Text.Json;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Fusion;

/// <summary>The package that is shipped, against PyTorch.</summary>
public sealed class TriadMiniTests
{
    private const float Tolerance = 1e-5f;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Graphs_OfEveryModality_GiveTheTokensOfPyTorch(int number)
    {
        using var sut = new PackageHarness(Path.Combine(TriadMiniCase.Models, "triad-mini"));
        var expected = new TriadMiniCase(number);

        foreach (var tokens in await sut.TokensAsync(expected))
            AssertClose(expected.TokensOf(tokens.Modality), tokens.Values.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Fusion_OfEveryMask_GivesTheVectorOfPyTorch(int number)
    {
        using var sut = new PackageHarness(Path.Combine(TriadMiniCase.Models, "triad-mini"));
        var expected = new TriadMiniCase(number);
        var tokens = await sut.TokensAsync(expected);

        Assert.Equal(7, expected.Masks.Count);
        for (var mask = 0; mask < expected.Masks.Count; mask++)
            AssertClose(expected.VectorOf(mask), (await sut.FuseAsync(tokens, expected.Masks[mask])).Vector.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Tokenizer_TextOfACase_GivesItsIds(int number)
    {
        using var sut = new PackageHarness(Path.Combine(TriadMiniCase.Models, "triad-mini"));
        var expected = new TriadMiniCase(number);

        Assert.Equal(expected.Ids, (IEnumerable<long>)sut.Package.Tokenizer!.Tokenize(expected.Text).Ids);
    }

    [Fact]
    public void Tokenizer_EveryRecordedText_GivesTheSameIdsAndUnknownWords()
    {
        using var sut = new PackageHarness(Path.Combine(TriadMiniCase.Models, "triad-mini"));
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TriadMiniCase.Folder, "tokenizer.json")));

        foreach (var entry in recorded.RootElement.EnumerateArray())
        {
            var read = sut.Package.Tokenizer!.Tokenize(entry.GetProperty("text").GetString()!);
            var words = entry.GetProperty("ids").EnumerateArray().Select(ids => ids.EnumerateArray().Select(id => id.GetInt64()).ToArray());

            var padded = words.SelectMany(ids => ids.Concat(Enumerable.Repeat(0L, (read.Ids.Length / read.Length) - ids.Length)));
            Assert.Equal(padded, read.Ids);
            Assert.Equal(entry.GetProperty("unknown").EnumerateArray().Select(word => word.GetString()!).Distinct(), read.UnknownWords);
        }
    }

    [Fact]
    public async Task Embed_ManyLengthsTogether_EqualsEachAlone()
    {
        using var fixture = new InferenceFixture(TriadMiniCase.Models, options => options.Scheduling.Executors = 2);
        var sut = await fixture.GetAsync("triad-mini");
        var items = Enumerable.Range(0, 12).Select(seed => TestClips.Segment(sut.Model, seed)).ToArray();
        var alone = new List<ItemEmbedding>();
        foreach (var item in items)
            alone.Add((await sut.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Value.Items[0]);

        for (var round = 0; round < 3; round++)
        {
            var together = (await sut.EmbedAsync(new EmbedRequest(items, EmbedPriority.Ingest), CancellationToken.None)).Value.Items;
            for (var i = 0; i < items.Length; i++)
                foreach (var mask in ModalitiesExtensions.NonEmpty)
                    Assert.InRange(TestClips.Distance(alone[i].Vectors[RepresentationName.Of(mask)], together[i].Vectors[RepresentationName.Of(mask)]), 0, Tolerance);
        }
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)), 0, Tolerance);
    }
}
