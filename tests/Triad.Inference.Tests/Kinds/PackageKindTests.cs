using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Kinds;
using Triad.Inference.PlugIns;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds;

public sealed class PackageKindTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_KindThatWasRegistered_IsLoadedAndEmbeds()
    {
        WriteSnapshot();
        using var fixture = CreateSut();
        var sut = await fixture.GetAsync("tiny");
        EmbedItem[] items = [Picture(sut, 1), Picture(sut, 2), Picture(sut, 1)];

        var embedded = await sut.EmbedAsync(new EmbedRequest(items, EmbedPriority.Query), CancellationToken.None);

        Assert.Matches("^tiny@[0-9a-f]{16}$", sut.Model.Space.Value);
        var vectors = embedded.Value.Items.Select(item => item.Vectors[RepresentationName.Of(Modalities.Video)].Vector.ToArray()).ToArray();
        Assert.All(vectors, vector => Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-5f));
        Assert.Equal(vectors[0], vectors[2]);
        Assert.NotEqual(vectors[0], vectors[1]);
    }

    [Fact]
    public async Task Get_OtherKindsBesideIt_AreLoadedAsWithoutIt()
    {
        using var alone = new InferenceFixture(_folder.Models);
        using var beside = CreateSut();

        var (before, after) = ((await alone.GetAsync("tiny")).Model, (await beside.GetAsync("tiny")).Model);

        Assert.Equal((before.Space, before.FrontEndKey), (after.Space, after.FrontEndKey));
    }

    [Fact]
    public async Task Get_FieldThatTheKindDoesNotKnow_IsRefusedByName()
    {
        WriteSnapshot();
        _folder.Edit(manifest =>
        {
            manifest["token_size"] = 8;
            manifest["snapshot"]!["colour"] = true;
        });

        await AssertRefused("token_size: is not a field", "snapshot.colour: is not a field");
    }

    [Fact]
    public async Task Get_GraphThatIsNotWhatTheKindSays_IsRefusedBeforeItRuns()
    {
        WriteSnapshot();
        _folder.Edit(manifest => manifest["snapshot"]!["width"] = 5);

        await AssertRefused("video.onnx: frames: is an input of shape [dynamic, dynamic, 3, 2, 4], expected [dynamic, dynamic, 3, 2, 5]");
    }

    [Theory]
    [InlineData("hologram")]
    [InlineData("Fusion")]
    [InlineData("dual encoder")]
    public async Task Get_UnknownKind_IsRefusedWithTheKindsThatThereAre(string kind)
    {
        _folder.Edit(manifest => manifest["kind"] = kind);

        await AssertRefused(
            $"model.json: kind: is '{kind}', which this version does not know. Use one of: classifier, concept, dual-encoder, ", "snapshot, ");
    }

    [Fact]
    public async Task Get_UnknownTokenizer_IsRefusedWithThoseThatThereAre()
    {
        _folder.Edit(manifest => manifest["text"]!["tokenizer"] = "wordpiece");

        await AssertRefused("model.json: text.tokenizer: is 'wordpiece', which this version does not know. Use one of: hashed-ngrams, hugging-face.");
    }

    [Fact]
    public async Task Get_KindThatIsNoText_IsRefused()
    {
        _folder.Edit(manifest => manifest["kind"] = new JsonArray("fusion"));

        await AssertRefused("kind: is [\"fusion\"]. Give a text.");
    }

    [Fact]
    public void PlugIns_TwoOfOneName_AreRefusedWithBoth()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new PlugIns<IPackageKind>([new SnapshotKind(), new SnapshotKind()]));

        Assert.Contains("'snapshot'", refused.Message, StringComparison.Ordinal);
    }

    private static EmbedItem Picture(IEmbedder sut, int seed) => new([new EmbedPart(1, null, TestClips.Frames(sut.Model, 1, seed), null)],
        [RepresentationName.Of(Modalities.Video)]);

    // The tiny package's picture graph, as a package of the tests' kind.
    private void WriteSnapshot() => _folder.Edit(manifest =>
    {
        var hash = manifest["sha256"]!["video.onnx"]!.GetValue<string>();
        foreach (var field in manifest.Select(field => field.Key).Except(["format", "id", "licence", "origin"]).ToArray())
            manifest.Remove(field);
        manifest["kind"] = "snapshot";
        manifest["snapshot"] = new JsonObject { ["graph"] = "video.onnx", ["frames"] = 4, ["width"] = 4, ["height"] = 2, ["size"] = 8 };
        manifest["sha256"] = new JsonObject { ["video.onnx"] = hash };
    });

    private InferenceFixture CreateSut() => new(_folder.Models, register: services => services.AddPackageKind<SnapshotKind>());

    private async Task AssertRefused(params string[] named)
    {
        using var sut = CreateSut();

        var error = (await sut.Catalog.GetAsync("tiny", CancellationToken.None)).Error;

        Assert.Equal(ErrorReason.ModelUnavailable, error?.Reason);
        Assert.All(named, text => Assert.Contains(text, error!.Message, StringComparison.Ordinal));
        Assert.NotNull(error!.Remedy);
    }
}
