using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Inference.Tests.Kinds.Remote;

/// <summary>What a remote package sends, and what it makes of the answers.</summary>
public sealed class RemoteEmbedderTests
{
    private static readonly FrameClip Clip = new(new byte[3 * 4 * 2 * 3], 3, 4, 2);
    private static readonly AudioClip Sound = new(new float[160], 16_000);

    [Fact]
    public async Task Texts_OfOneRequest_AreSentInBatchesAndComeBackInOrder()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(endpoint: endpoint => (endpoint["batch"], endpoint["parallel"]) = (8, 1));
        string[] texts = [.. Enumerable.Range(0, 20).Select(i => $"text {i}")];

        var embedded = await sut.EmbedAsync(new EmbedRequest([.. texts.Select(text => Query(Text(text)))], EmbedPriority.Query), default);

        Assert.True(embedded.IsOk, $"{embedded.Error}");
        for (var i = 0; i < texts.Length; i++)
            AssertSame(far.Server.VectorOf(texts[i]), embedded.Value.Items[i]);
        Assert.InRange(far.Server.Requests.Count, 3, 10);
        Assert.All(far.Server.Requests, request => Assert.InRange(request["input"]!.AsArray().Count, 1, 8));
        Assert.Equal("model-of-a-test", (string?)far.Server.Requests.First()["model"]);
        Assert.True(embedded.Value.Compute > TimeSpan.Zero);
    }

    [Fact]
    public async Task Prompts_StandBeforeTextsByRole()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(request => request with { QueryPrompt = "query: ", DocumentPrompt = "passage: " });

        await sut.EmbedAsync(new EmbedRequest([Query(Text("rain")), Stored(RepresentationName.Full, Text("rain")),
            Query(Text("rain")) with { Role = EmbedRole.Plain }], EmbedPriority.Query), default);

        Assert.Equal(["passage: rain", "query: rain", "rain"],
            far.Server.Requests.SelectMany(request => request["input"]!.AsArray()).Select(input => (string?)input).Order());
    }

    [Fact]
    public async Task RoleAndDimensions_AreToldWhereThePackageSaysSo()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(
            request => request with { Dimensions = 8 },
            endpoint => endpoint["role_field"] = new JsonObject { ["name"] = "input_type", ["query"] = "search_query",
                ["document"] = "search_document" });

        await sut.EmbedAsync(
            new EmbedRequest([Query(Text("rain")), Stored(RepresentationName.Full, Text("snow"))], EmbedPriority.Query), default);

        Assert.Equal(
            [("rain", "search_query", 8), ("snow", "search_document", 8)],
            far.Server.Requests.Select(
                request => ((string?)request["input"]![0], (string?)request["input_type"], (int?)request["dimensions"])).Order());
    }

    [Theory]
    [InlineData("openai", "input")]
    [InlineData("messages", "messages")]
    public async Task Mix_OfTextFramesAndSound_IsOneInputOfContentParts(string form, string field)
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(
            request => request with { Form = form, Modalities = ["t", "v", "a"], Representations = ["full", "v"], Mixes = true });

        var embedded = await sut.EmbedAsync(
            new EmbedRequest([Query(Text("rain"), new EmbedPart(1, null, Clip, null), new EmbedPart(1, null, null, Sound))],
                EmbedPriority.Query), default);

        Assert.True(embedded.IsOk, $"{embedded.Error}");
        var sent = Assert.Single(far.Server.Requests)[field]![0]!;
        var parts = form == "messages" ? sent["content"]! : sent;
        Assert.Equal(
            ["text", "image_url", "image_url", "image_url", "input_audio"], parts.AsArray().Select(part => (string?)part!["type"]));
        Assert.StartsWith("data:image/png;base64,iVBOR", (string?)parts[1]!["image_url"]!["url"], StringComparison.Ordinal);
        Assert.Equal("wav", (string?)parts[4]!["input_audio"]!["format"]);
        AssertSame(far.Server.VectorOf(form == "messages" ? far.Server.Requests.First()["messages"] : sent), embedded.Value.Items[0]);
    }

    [Fact]
    public async Task Clip_SentAsVideo_IsOneFile()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(
            request => request with { Modalities = ["v"], Representations = ["v"], Mixes = true, SendsVideo = true });

        await sut.EmbedAsync(new EmbedRequest(
            [Stored(RepresentationName.Of(Modalities.Video), new EmbedPart(1, null, Clip, null))], EmbedPriority.Ingest), default);

        var part = far.Server.Requests.Single()["input"]![0]![0]!;
        Assert.StartsWith("data:video/x-msvideo;base64,UklGR", (string?)part["video_url"]!["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndpointThatDoesNotMix_GetsEachContentAlone_AndPartsAreSummedByWeight()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(request => request with { Form = "triad", Modalities = ["t", "a"], Representations = ["a"] });

        var embedded = await sut.EmbedAsync(
            new EmbedRequest([Query(Text("rain"), new EmbedPart(3, null, null,
                Sound)) with { Representations = [RepresentationName.Of(Modalities.Audio)] }], EmbedPriority.Query), default);

        var items = far.Server.Requests.SelectMany(request => request["items"]!.AsArray()).ToArray();
        Assert.Equal(["text", "wav"],
            items.SelectMany(item => item!["contents"]!.AsArray()).Select(content => content!.AsObject().Single().Key).Order());
        Assert.All(items, item => Assert.Equal("query", (string?)item!["role"]));
        var (text, sound) = (Unit(far.Server.VectorOf(items.Single(item => item!["contents"]![0]!["text"] is not null))),
            Unit(far.Server.VectorOf(items.Single(item => item!["contents"]![0]!["wav"] is not null))));
        var sum = new float[text.Length];
        TensorPrimitives.MultiplyAdd(sound, 3, text, sum);
        AssertSame(sum, embedded.Value.Items[0]);
        Assert.Equal([Modalities.Text, Modalities.Audio], embedded.Value.Items[0].Vectors.Values.Single().ByModality.Keys.Order());
    }

    [Fact]
    public async Task FramesOfAnEndpointThatTakesOne_AreSentOneByOne_AndTheirMeanIsStored()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var pixels = new byte[2 * 4 * 2 * 3];
        pixels.AsSpan(24).Fill(200);
        var sut = await far.EmbedderAsync(request => request with { Form = "objects", Modalities = ["t", "v"], Representations = ["v"] });

        var embedded = await sut.EmbedAsync(
            new EmbedRequest([Stored(RepresentationName.Of(Modalities.Video),
                new EmbedPart(1, null, new FrameClip(pixels, 2, 4, 2), null))], EmbedPriority.Ingest), default);

        var sent = far.Server.Requests.SelectMany(request => request["input"]!.AsArray()).ToArray();
        Assert.Equal(2, sent.Length);
        var mean = new float[far.Server.Size];
        TensorPrimitives.Add(Unit(far.Server.VectorOf(sent[0])), Unit(far.Server.VectorOf(sent[1])), mean);
        AssertSame(mean, embedded.Value.Items[0]);
    }

    [Fact]
    public async Task Secret_IsSentAndStandsNowhereElse()
    {
        const string Variable = "TRIAD_TEST_REMOTE_SECRET";
        Environment.SetEnvironmentVariable(Variable, "s3cret-value");
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(request => request with { SecretVariable = Variable });

        await sut.EmbedAsync(new EmbedRequest([Query(Text("rain"))], EmbedPriority.Query), default);

        Assert.Equal("Bearer s3cret-value", Assert.Single(far.Server.Authorizations));
        Assert.DoesNotContain("s3cret", far.Manifest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretOfAFile_IsReadAgainWhenItChanges()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "first\n");
        var sut = await far.EmbedderAsync(request => request with { SecretFile = file, Header = "api-key" });

        await sut.EmbedAsync(new EmbedRequest([Query(Text("rain"))], EmbedPriority.Query), default);
        await File.WriteAllTextAsync(file, "second\n");
        await sut.EmbedAsync(new EmbedRequest([Query(Text("snow"))], EmbedPriority.Query), default);
        File.Delete(file);
        var without = await sut.EmbedAsync(new EmbedRequest([Query(Text("hail"))], EmbedPriority.Query), default);

        Assert.Equal(["first", "second"], far.Server.Authorizations);
        Assert.Equal(ErrorReason.ModelUnavailable, without.Error!.Reason);
        Assert.Contains(file, without.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddressOfTheEnvironment_IsAskedInstead_AndTheSpaceStays()
    {
        const string Variable = "TRIAD_TEST_REMOTE_URL";
        await using var far = await RemotePackageFixture.StartAsync();
        var before = await far.EmbedderAsync(request => request with { UrlVariable = Variable });
        await using var other = await Fixtures.EmbeddingServer.StartAsync();
        Environment.SetEnvironmentVariable(Variable, other.Url);
        try
        {
            var after = (await far.LoadAsync()).Value;

            Assert.Equal(before.Model.Space, after.Model.Space);
            Assert.Single(other.Requests);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public async Task Describe_SaysWhatThePackageTakesAndStores()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        var sut = await far.EmbedderAsync(
            request => request with { Modalities = ["t", "v"], Representations = ["full", "v"], Mixes = true });

        Assert.Equal((8, Modalities.Text | Modalities.Video, true, true),
            (sut.Model.Dimension, sut.Model.Modalities, sut.Model.CanFuse, sut.Model.StoreFull));
        Assert.True(sut.Model.Decode.KeepsShape);
        Assert.Equal(0, sut.QueueDepth);
        Assert.Equal((4, 0), (sut.Read("rain on a roof").KnownWords, sut.Read("rain").CutWords));
    }

    internal static EmbedPart Text(string text) => new(1, text, null, null);

    internal static EmbedItem Query(params EmbedPart[] parts) => new(parts, [RepresentationName.Full]) { Role = EmbedRole.Query };

    private static EmbedItem Stored(RepresentationName name, params EmbedPart[] parts) => new(parts, [name]);

    private static float[] Unit(float[] vector)
    {
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), unit);
        return unit;
    }

    private static void AssertSame(float[] expected, ItemEmbedding item)
    {
        var vector = item.Vectors.Values.First().Vector.ToArray();
        Assert.Equal(Unit(expected), vector, (a, b) => Math.Abs(a - b) < 1e-6);
    }
}
