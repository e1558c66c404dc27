using System.Text;
using Triad.Core.Errors;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Packages;

/// <summary>Packages whose weights lie in files beside their graphs.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private const string Graph = "fusion.onnx";
    private const string Data = "fusion.onnx.data";

    private readonly PackageFolder _folder = new(Path.Combine(TestFolders.Data, "full-size", "small"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_WholePackage_Embeds()
    {
        using var sut = new InferenceFixture(_folder.Models);

        Assert.Equal(96, (await sut.GetAsync("small")).Model.Dimension);
    }

    [Fact]
    public async Task Get_MissingFile_IsRefusedByName()
    {
        File.Delete(Path.Combine(_folder.Tiny, Data));

        await AssertRefused($"{Data}: is missing");
    }

    [Fact]
    public async Task Get_TruncatedFile_IsRefusedByItsHashAndTheShapeThatItLacks()
    {
        Truncate();

        await AssertRefused($"{Data}: has the SHA-256", "for the shape [", "and the file has 1000");
    }

    [Fact]
    public async Task Get_TruncatedFileWithItsHash_IsRefusedByTheShapeThatItLacks()
    {
        _folder.Replace(Data, Truncate());

        await AssertRefused(Graph, "takes the bytes", "for the shape [", "of float32, and the file has 1000");
    }

    [Fact]
    public async Task Get_LengthThatIsNotTheShapes_IsRefusedWithBoth()
    {
        ReplaceInGraph("length", "16384", "16385");

        await AssertRefused(Graph, "has 16385 bytes, and the shape [64, 64] of float32 has 16384");
    }

    [Fact]
    public async Task Get_OffsetThatIsNoNumber_IsRefused()
    {
        ReplaceInGraph("length", "16384", "-6384");

        await AssertRefused(Graph, "states an offset or a length that is not a whole number");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/ssl/host.ke")]
    [InlineData("../fusion.onnx.d")]
    public async Task Get_FileOutsideOfTheFolder_IsRefused(string location)
    {
        var graph = await File.ReadAllBytesAsync(Path.Combine(_folder.Tiny, Graph));
        _folder.Replace(Graph, Exchange(graph, Encoding.ASCII.GetBytes(Data), Encoding.ASCII.GetBytes(location)));
        _folder.Edit(manifest => manifest["sha256"]![location] = new string('0', 64));

        await AssertRefused("is not a plain file name");
        _folder.Edit(manifest => manifest["sha256"]!.AsObject().Remove(location));
        await AssertRefused($"refers to '{location}', which 'sha256' does not list");
    }

    private static byte[] Exchange(byte[] bytes, byte[] from, byte[] to)
    {
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
            to.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private byte[] Truncate()
    {
        var path = Path.Combine(_folder.Tiny, Data);
        var bytes = File.ReadAllBytes(path)[..1000];
        File.WriteAllBytes(path, bytes);
        return bytes;
    }

    // An entry of external data: two texts, each behind its tag and its length.
    private void ReplaceInGraph(string key, string from, string to)
    {
        var graph = File.ReadAllBytes(Path.Combine(_folder.Tiny, Graph));
        byte[] Entry(string value) => [0x0a, (byte)key.Length, .. Encoding.ASCII.GetBytes(key), 0x12, (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];
        _folder.Replace(Graph, Exchange(graph, Entry(from), Entry(to)));
    }

    private async Task AssertRefused(params string[] named)
    {
        using var sut = new InferenceFixture(_folder.Models);

        var error = (await sut.Catalog.GetAsync("small", CancellationToken.None)).Error;

        Assert.Equal(ErrorReason.ModelUnavailable, error?.Reason);
        Assert.All(named, text => Assert.Contains(text, error!.Message, StringComparison.Ordinal));
    }
}
