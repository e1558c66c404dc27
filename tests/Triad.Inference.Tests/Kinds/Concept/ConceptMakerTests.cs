using System.Text.Json.Nodes;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Hub;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Concept;

public sealed class ConceptMakerTests : IDisposable
{
    private readonly ConceptFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Make_OnnxFile_TellsWhatItMade()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);

        var made = (await _fixture.MakeAsync(request with { Licence = "mit" })).Value;

        Assert.Equal(("weather", 2, 4), (made.Id, made.Classes, made.Dimension));
        Assert.Equal("classifier: mit; text: not stated", made.Licence);
        Assert.StartsWith("weather@", made.Space, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_Twice_GivesTheSameSpace()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        var first = (await _fixture.MakeAsync(request)).Value;
        Directory.Delete(first.Package, recursive: true);

        Assert.Equal(first.Space, (await _fixture.MakeAsync(request)).Value.Space);
    }

    [Fact]
    public async Task Make_PackageOfTheHub_TakesItsLabels()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        var classifier = (await hub.ImportAsync("classes")).Value.Package;

        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(classifier, null));

        Assert.Equal(
            await ConceptFixture.EmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("rain")),
            await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, ConceptFixture.Frames("blue")),
            (one, other) => Math.Abs(one - other) < 1e-5);
    }

    [Theory]
    [InlineData("a.json", "[\"rain\", \"snow\"]")]
    [InlineData("a.json", "[{\"name\": \"rain\"}, {\"name\": \"snow\", \"texts\": [\"snow\", \"snow snow\"]}]")]
    [InlineData("a.json", "[{\"name\": \"a\", \"texts\": [\"rain\"]}, {\"name\": \"snow\", \"description\": \"snow\"}]")]
    [InlineData("a.json", "{\"0\": \"rain\", \"1\": \"snow\"}")]
    [InlineData("a.json", "{\"id2label\": {\"0\": \"rain\", \"1\": \"snow\"}}")]
    [InlineData("a.json", "{\"c\": [[\"rain\", [\"rain\"], \"rain\", [\"rain\"]], [\"snow\", [\"snow\"], \"snow\", []]]}")]
    [InlineData("a.csv", "name,description\nrain,\nsnow,\"snow, snow\"\n")]
    [InlineData("a.csv", "index,mid,display_name\r\n0,/m/1,rain\r\n1,/m/2,\"snow\"\r\n")]
    public async Task Make_LabelsOfManyForms_AreRead(string name, string content)
    {
        var sut = await _fixture.GetAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, _fixture.Write(name, content)));

        var rain = await ConceptFixture.EmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("rain"));
        var blue = await ConceptFixture.EmbedAsync(sut, EmbedRole.Media, ConceptFixture.Frames("blue"));

        Assert.True(System.Numerics.Tensors.TensorPrimitives.Dot<float>(rain, blue) > 0.9);
    }

    [Theory]
    [InlineData("a.json", "[\"rain\", \"snow\", \"hail\"]",
        "model.onnx: logits is an output of shape [any, 2], and there are 3 labels: expected [any, 3]")]
    [InlineData("a.json", "[]", "a.json has 0 labels. Give two at least.")]
    [InlineData("a.json", "[\"rain\"]", "a.json has 1 labels")]
    [InlineData("a.json", "[\"rain\", \" \"]", "a.json: [1] is blank")]
    [InlineData("a.json", "[\"rain\", 3]", "a.json: [1] is 3, expected an object")]
    [InlineData("a.json", "[{\"name\": \"rain\", \"texts\": []}, \"snow\"]", "a.json: [0] has 0 texts, not 1 to 16")]
    [InlineData("a.json", "{\"0\": \"rain\", \"2\": \"snow\"}", "a.json: 1 is missing")]
    [InlineData("a.json", "rain", "a.json is not JSON")]
    [InlineData("a.csv", "colour\nred\n", "a.csv: line 1 has the columns colour. Call one name")]
    [InlineData("a.csv", "name,description\nrain, drops, of water\n", "a.csv: line 2 has 3 fields, and the header 2")]
    [InlineData("a.csv", "index,name\n1,rain\n0,snow\n", "a.csv: line 2 has the index '1', expected 0")]
    public async Task Make_LabelsThatDoNotFit_AreRefused(string name, string content, string message)
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, _fixture.Write(name, content));

        await AssertRefused(request, message);
    }

    [Fact]
    public async Task Make_NoLabels_IsRefused() =>
        await AssertRefused(await _fixture.RequestAsync(ConceptFixture.Pictures, null), "--labels is missing");

    [Fact]
    public async Task Make_LabelsOfAnotherNumberThanThePackage_AreRefused()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        var classifier = (await hub.ImportAsync("classes")).Value.Package;

        await AssertRefused(
            await _fixture.RequestAsync(classifier, _fixture.Write("a.json", "[\"a\", \"b\", \"c\"]")),
            "a.json has 3 labels, and classes gives 2 scores");
    }

    [Fact]
    public async Task Make_TextPackageOfAnotherKind_IsRefused()
    {
        using var hub = new HubCopy(HubCopy.Weather);
        var classifier = (await hub.ImportAsync("classes")).Value.Package;
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);

        await AssertRefused(request with { Text = classifier },
            "model.json: kind is 'classifier', expected text. Give a package of the kind text.");
    }

    [Fact]
    public async Task Make_ClassifierPackageOfAnotherKind_IsRefused()
    {
        var request = await _fixture.RequestAsync(_fixture.Words, null);

        await AssertRefused(request, "model.json: kind is 'text', expected classifier");
    }

    [Fact]
    public async Task Make_GraphThatIsNoClassifier_IsRefused()
    {
        var graph = Path.Combine(HubCopy.Faulty, "onnx", "model.onnx");

        await AssertRefused(await _fixture.RequestAsync(graph, ConceptFixture.Labels), "model.onnx: inputs are [input_ids int64");
    }

    [Fact]
    public async Task Make_FileThatIsNoGraph_IsRefused() =>
        await AssertRefused(await _fixture.RequestAsync(_fixture.Write("g.onnx", "hello"), ConceptFixture.Labels), "g.onnx");

    [Fact]
    public async Task Make_FolderThatIsThere_IsRefused()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        Assert.True((await _fixture.MakeAsync(request)).IsOk);

        Assert.Contains("is there already", (await _fixture.MakeAsync(request)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_BackgroundTexts_AreSubtractedFromTexts()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        var sut = await _fixture.GetAsync(request with { BackgroundTexts = _fixture.Write("texts.txt", "snow\n\nsnow\n") });

        var rain = await ConceptFixture.EmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("rain"));
        var nothing = await ConceptFixture.TryEmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("snow"));

        Assert.Equal([0, 0, MathF.Sqrt(0.5f), -MathF.Sqrt(0.5f)], rain, (one, other) => Math.Abs(one - other) < 1e-5);
        Assert.Contains("without a length", nothing.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_BackgroundOfAnother_HasItsOrigin()
    {
        var snow = (await _fixture.MakeAsync(
            await _fixture.RequestAsync(ConceptFixture.Pictures, _fixture.Write("snow.json", "[\"snow\", \"snow\"]"), "snow"))).Value;
        var request = await _fixture.RequestAsync(ConceptFixture.Sounds, ConceptFixture.Labels, "sounds");
        var sut = await _fixture.GetAsync(request with { BackgroundOf = snow.Package });

        var rain = await ConceptFixture.EmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("rain"));
        var nothing = await ConceptFixture.TryEmbedAsync(sut, EmbedRole.Query, ConceptFixture.Text("snow"));

        Assert.Equal([0, 0, MathF.Sqrt(0.5f), -MathF.Sqrt(0.5f)], rain, (one, other) => Math.Abs(one - other) < 1e-5);
        Assert.Contains("without a length", nothing.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_BackgroundOfAnotherEncoder_IsRefused()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        var encoder = Path.Combine(_fixture.Models, "encoder");
        Directory.CreateDirectory(encoder);
        foreach (var file in Directory.EnumerateFiles(_fixture.Words))
            File.Copy(file, Path.Combine(encoder, Path.GetFileName(file)));
        File.AppendAllText(Path.Combine(encoder, "model.json"), " ");
        var theirs = await _fixture.MakeAsync(request with { Text = encoder, Target = Path.Combine(_fixture.Models, "theirs") });

        await AssertRefused(
            request with { BackgroundOf = theirs.Value.Package }, "--background-of names theirs, whose texts are embedded by another package than words");
    }

    [Fact]
    public async Task Make_TwoBackgrounds_AreRefused()
    {
        var request = await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels);
        var other = (await _fixture.MakeAsync(request with { Target = Path.Combine(_fixture.Models, "other") })).Value.Package;

        await AssertRefused(
            request with { BackgroundOf = other, BackgroundTexts = _fixture.Write("t.txt", "snow") }, "--background-texts is given beside --background-of");
    }

    [Theory]
    [InlineData("top", "0", "concepts.top: is 0")]
    [InlineData("temperature", "0", "concepts.temperature: is 0")]
    [InlineData("pool", "\"most\"", "concepts.pool: is 'most'")]
    [InlineData("colour", "1", "concepts.colour: is not a field")]
    public async Task Get_FieldThatIsWrong_IsRefused(string field, string value, string message)
    {
        using var folder = await PackageAsync();
        folder.Edit(manifest => manifest["concepts"]![field] = JsonNode.Parse(value));

        await AssertUnavailable(folder, message);
    }

    [Fact]
    public async Task Get_VectorsOfAnotherNumber_AreRefused()
    {
        using var folder = await PackageAsync();
        folder.Replace("concepts.bin", new byte[48]);

        await AssertUnavailable(folder, "concepts.bin: has vectors of 3 numbers, and the text encoder gives 4");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Get_BytesThatAreNotTheLabelsVectors_AreRefused(int bytes)
    {
        using var folder = await PackageAsync();
        folder.Replace("concepts.bin", new byte[bytes]);

        await AssertUnavailable(folder, $"concepts.bin: has {bytes} bytes, which are not 4 vectors: two backgrounds and 2 labels");
    }

    [Fact]
    public async Task Get_MemberOfAnotherKind_IsRefused()
    {
        using var folder = await PackageAsync();
        var members = Path.Combine(folder.Tiny, "members");
        Directory.Delete(Path.Combine(members, "text"), recursive: true);
        Directory.Move(Path.Combine(members, "classifier"), Path.Combine(members, "text"));
        folder.Edit(manifest => manifest["members"] = new JsonObject { ["text"] = manifest["members"]!["classifier"]!.DeepClone() });
        using (var second = await PackageAsync("second"))
            Directory.Move(Path.Combine(second.Tiny, "members", "classifier"), Path.Combine(members, "classifier"));
        folder.Edit(manifest => manifest["members"]!["classifier"] = manifest["members"]!["text"]!.DeepClone());

        await AssertUnavailable(folder, "members/text/model.json: kind: is 'classifier', expected text. Put a package of the kind text there.");
    }

    [Fact]
    public async Task Get_VectorsThatAreNoNumbers_AreRefused()
    {
        using var folder = await PackageAsync();
        var vectors = new byte[64];
        BitConverter.GetBytes(float.NaN).CopyTo(vectors, 40);
        folder.Replace("concepts.bin", vectors);

        await AssertUnavailable(folder, "concepts.bin: holds values that are not finite");
    }

    private async Task<PackageFolder> PackageAsync(string id = "weather")
    {
        var made = await _fixture.MakeAsync(await _fixture.RequestAsync(ConceptFixture.Pictures, ConceptFixture.Labels, id));
        return new PackageFolder(made.Value.Package);
    }

    private static async Task AssertUnavailable(PackageFolder folder, string message)
    {
        using var inference = new InferenceFixture(folder.Models);

        var error = (await inference.Catalog.GetAsync(folder.Id, CancellationToken.None)).Error!;

        Assert.Equal(ErrorReason.ModelUnavailable, error.Reason);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private async Task AssertRefused(ConceptRequest request, string message)
    {
        var before = Directory.GetFileSystemEntries(_fixture.Models).Order(StringComparer.Ordinal).ToList();

        var error = (await _fixture.MakeAsync(request)).Error!;

        Assert.Equal(ErrorReason.FieldInvalid, error.Reason);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Remedy);
        Assert.Equal(before, Directory.GetFileSystemEntries(_fixture.Models).Order(StringComparer.Ordinal));
    }
}
