using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Hub.Downloads;
using Triad.Inference.Tests.Fixtures;
using Triad.Testing.Hub;

namespace Triad.Inference.Tests.Hub.Downloads;

public sealed class NuGetSourceTests
{
    private const string Path = "flat/small.encoder/1.2.3/small.encoder.1.2.3.nupkg";

    private static OfferedSource Source => new("nuget", "Small.Encoder", "1.2.3")
    {
        Resources = new Dictionary<string, string> { ["Small.model.onnx"] = "onnx/model.onnx", ["Small.vocab.txt"] = "vocab.txt" },
        Adds = new Dictionary<string, JsonNode>
        {
            ["config.json"] = Json("config.json"),
            ["modules.json"] = Json("modules.json"),
            ["1_Pooling/config.json"] = Json("1_Pooling/config.json"),
            ["sentence_bert_config.json"] = Json("sentence_bert_config.json"),
        },
    };

    [Theory]
    [InlineData("index.json")]
    [InlineData(Path)]
    public async Task Get_PackageOfAFeed_ReadsGraphAndVocabularyFromTheAssembly(string from)
    {
        await using var sut = await StartAsync(Resources());

        var got = await sut.GetAsync(Request(sut, from));

        Assert.True(got.IsOk, got.Error?.Message);
        var card = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(sut.Package, "model.json")))!;
        Assert.Equal("NuGet package Small.Encoder 1.2.3, variant fp32", (string?)card["origin"]);
        Assert.Contains("small.encoder.1.2.3.nupkg", await File.ReadAllTextAsync(sut.Pins), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PackageWithoutTheResource_NamesIt()
    {
        var resources = Resources();
        resources.Remove("Small.vocab.txt");
        await using var sut = await StartAsync(resources);

        var got = await sut.GetAsync(Request(sut, "index.json"));

        Assert.Equal(ErrorReason.ContentMismatch, got.Error?.Reason);
        Assert.Contains("Small.vocab.txt", got.Error?.Message, StringComparison.Ordinal);
        Assert.False(System.IO.Path.Exists(sut.Package));
    }

    [Theory]
    [InlineData("no zip")]
    [InlineData("")]
    public async Task Get_FileThatIsNoPackage_IsRefused(string content)
    {
        await using var sut = await StartAsync(Resources());
        sut.Hub.Add(Path, Encoding.ASCII.GetBytes(content));

        var got = await sut.GetAsync(Request(sut, "index.json"));

        Assert.Equal(ErrorReason.ContentMismatch, got.Error?.Reason);
        Assert.False(System.IO.Path.Exists(sut.Package));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(64, false)]
    [InlineData(300, false)]
    [InlineData(600, false)]
    [InlineData(5000, false)]
    [InlineData(int.MaxValue, true)]
    public async Task Get_AssemblyThatIsBroken_IsRefused(int length, bool isNative)
    {
        await using var sut = await StartAsync(Resources());
        var image = SmallAssembly.Assembly("Small.Encoder", Resources());
        if (isNative)
            image.AsSpan(HeaderOfClr(image), 8).Clear();
        sut.Hub.Add(Path, SmallAssembly.Package("Small.Encoder", image[..Math.Min(length, image.Length)]));

        var got = await sut.GetAsync(Request(sut, "index.json"));

        Assert.Equal((ErrorReason.ContentMismatch, "package"), (got.Error?.Reason, got.Error?.Field));
        Assert.False(System.IO.Path.Exists(sut.Package));
    }

    // The 15th entry of the optional header's directories, in an image of 32 bits.
    private static int HeaderOfClr(byte[] image) => BitConverter.ToInt32(image, 0x3c) + 4 + 20 + 96 + (14 * 8);

    [Fact]
    public async Task Get_OtherPackageThanRecorded_IsRefused()
    {
        await using var sut = await StartAsync(Resources());
        await sut.GetAsync(Request(sut, "index.json"));
        Directory.Delete(sut.Package, recursive: true);
        var other = Resources();
        other["Small.more"] = [1];
        sut.Hub.Add(Path, SmallAssembly.Package("Small.Encoder", other));

        var got = await sut.GetAsync(Request(sut, "index.json"));

        Assert.Equal(ErrorReason.ContentMismatch, got.Error?.Reason);
        Assert.Contains("recorded", got.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FromAFolderAsNuGetKeepsIt_FindsThePackage()
    {
        await using var sut = await StartAsync(Resources());
        var folder = System.IO.Path.Combine(sut.Models, "..", "cache");
        var package = System.IO.Path.Combine(folder, "small.encoder", "1.2.3", "small.encoder.1.2.3.nupkg");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(package)!);
        await File.WriteAllBytesAsync(package, SmallAssembly.Package("Small.Encoder", Resources()));

        var got = await sut.GetAsync(new ModelRequest(DownloadFixture.Model(Source), sut.Models) { From = folder });

        Assert.True(got.IsOk, got.Error?.Message);
    }

    private static JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(HubCopy.MiniLm, file)))!;

    private static Dictionary<string, byte[]> Resources() => new()
    {
        ["Small.other"] = [1, 2, 3],
        ["Small.model.onnx"] = File.ReadAllBytes(System.IO.Path.Combine(HubCopy.MiniLm, "onnx", "model.onnx")),
        ["Small.vocab.txt"] = Encoding.UTF8.GetBytes(string.Join("\r\n", Vocabulary())),
    };

    private static IEnumerable<string> Vocabulary() => Json("tokenizer.json")["model"]!["vocab"]!.AsObject()
        .OrderBy(pair => (int)pair.Value!)
        .Select(pair => pair.Key);

    private static ModelRequest Request(DownloadFixture sut, string from) =>
        new(DownloadFixture.Model(Source), sut.Models) { From = new Uri(sut.Hub.Address, from).ToString() };

    private static async Task<DownloadFixture> StartAsync(Dictionary<string, byte[]> resources)
    {
        var sut = await DownloadFixture.StartAsync();
        var resource = new Dictionary<string, string> { ["@id"] = new Uri(sut.Hub.Address, "flat/").ToString(), ["@type"] = "PackageBaseAddress/3.0.0" };
        sut.Hub.Add("index.json", JsonSerializer.SerializeToUtf8Bytes(new { version = "3.0.0", resources = new[] { resource } }));
        sut.Hub.Add(Path, SmallAssembly.Package("Small.Encoder", resources));
        return sut;
    }
}
