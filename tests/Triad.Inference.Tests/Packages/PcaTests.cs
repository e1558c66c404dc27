using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Packages;

/// <summary>Packages that bring their embeddings to fewer numbers.</summary>
public sealed class PcaTests : IDisposable
{
    private const int Size = 6;
    private const int Dimensions = 3;

    private readonly PackageFolder _folder = new();
    private readonly float[] _mean = [.. Enumerable.Range(0, Size).Select(i => 0.02f * i)];
    private readonly float[] _components = [.. Enumerable.Range(0, Dimensions * Size).Select(i => MathF.Sin(i + 1))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Embed_WithPca_GivesTheNormalisedComponentsOfTheCentredEmbedding()
    {
        var whole = await EmbedAsync();
        Add(Bytes());

        var found = await EmbedAsync();

        foreach (var mask in ModalitiesExtensions.NonEmpty)
        {
            var expected = Project(whole.Vectors[RepresentationName.Of(mask)].Vector.ToArray());
            Assert.Equal(Dimensions, found.Vectors[RepresentationName.Of(mask)].Vector.Length);
            Assert.InRange(expected.Zip(found.Vectors[RepresentationName.Of(mask)].Vector.ToArray()).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 1e-5);
        }
    }

    [Fact]
    public async Task Embed_WithPca_KeepsTheSumOfWhatTheModalitiesAdd()
    {
        Add(Bytes());

        var found = (await EmbedAsync()).Vectors[RepresentationName.Of(Modalities.All)];

        for (var i = 0; i < Dimensions; i++)
            Assert.Equal(found.Vector.Span[i], found.ByModality.Values.Sum(part => part.Span[i]), 1e-5);
        Assert.Equal(3, found.ByModality.Count);
    }

    [Fact]
    public async Task Get_WithPca_TellsTheSizeOfItsVectors()
    {
        Add(Bytes());
        using var sut = new InferenceFixture(_folder.Models);

        Assert.Equal(Dimensions, (await sut.GetAsync("tiny")).Model.Dimension);
    }

    [Fact]
    public async Task Get_FileOfAnotherSize_IsRefusedWithBothSizes()
    {
        Add(Bytes()[..^4]);

        await AssertRefused("pca.bin: pca", "has 92 bytes, expected 96", "python3 -m training.pca");
    }

    [Fact]
    public async Task Get_NumberThatIsNotFinite_IsRefused()
    {
        _components[4] = float.NaN;
        Add(Bytes());

        await AssertRefused("pca.bin: pca", "holds a number that is not finite");
    }

    [Fact]
    public async Task Get_MoreDimensionsThanTheEmbeddingHas_IsRefused()
    {
        Add(Bytes(), dimensions: Size + 1);

        await AssertRefused("pca.dimensions", "is 7, more than embedding_size 6");
    }

    [Theory]
    [InlineData("{\"file\": \"pca.bin\"}", "pca.dimensions: is missing")]
    [InlineData("{\"file\": \"../pca.bin\", \"dimensions\": 3}", "pca.file: is '../pca.bin'")]
    [InlineData("{\"file\": \"pca.bin\", \"dimensions\": 0}", "pca.dimensions: is 0")]
    [InlineData("{\"file\": \"pca.bin\", \"dimensions\": 3, \"whiten\": true}", "pca.whiten")]
    [InlineData("{\"file\": \"other.bin\", \"dimensions\": 3}", "sha256.other.bin: is missing")]
    [InlineData("3", "pca: is 3")]
    public async Task Get_SectionOfAnotherForm_IsRefusedByField(string section, string problem)
    {
        Add(Bytes());
        _folder.Edit(manifest => manifest["pca"] = JsonNode.Parse(section));

        await AssertRefused(problem);
    }

    private float[] Project(float[] embedding)
    {
        var rows = Enumerable.Range(0, Dimensions).Select(row => Enumerable.Range(0, Size).Sum(i => _components[(row * Size) + i] * (embedding[i] - _mean[i]))).ToArray();
        var length = MathF.Sqrt(rows.Sum(value => value * value));
        return [.. rows.Select(value => value / length)];
    }

    private byte[] Bytes() => [.. MemoryMarshal.AsBytes<float>(_mean), .. MemoryMarshal.AsBytes<float>(_components)];

    private void Add(byte[] file, int dimensions = Dimensions)
    {
        _folder.Replace("pca.bin", file);
        _folder.Edit(manifest => manifest["pca"] = new JsonObject { ["file"] = "pca.bin", ["dimensions"] = dimensions });
    }

    private async Task<ItemEmbedding> EmbedAsync()
    {
        using var sut = new InferenceFixture(_folder.Models);
        var embedder = await sut.GetAsync("tiny");
        return (await embedder.EmbedAsync(new EmbedRequest([TestClips.Segment(embedder.Model, 3)], EmbedPriority.Query), CancellationToken.None)).Value.Items[0];
    }

    private async Task AssertRefused(params string[] named)
    {
        using var sut = new InferenceFixture(_folder.Models);

        var error = (await sut.Catalog.GetAsync("tiny", CancellationToken.None)).Error;

        Assert.Equal(ErrorReason.ModelUnavailable, error?.Reason);
        Assert.All(named, text => Assert.Contains(text, error!.Message, StringComparison.Ordinal));
    }
}
