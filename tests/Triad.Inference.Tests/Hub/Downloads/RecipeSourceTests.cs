using Triad.Core.Errors;
using Triad.Inference.Hub.Downloads;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Hub.Downloads;

public sealed class RecipeSourceTests
{
    private static OfferedModel Open => OfferedModels.Shipped.Single(model => model.Name == "open");

    [Fact]
    public async Task Get_OpenWithoutTheClassifiers_SaysWhichFilesToBring()
    {
        await using var sut = await DownloadFixture.StartAsync();

        var got = await sut.GetAsync(new ModelRequest(Open, sut.Models));

        Assert.Equal((ErrorReason.Unavailable, "--from"), (got.Error?.Reason, got.Error?.Field));
        Assert.All(
            ["mobilenetv2.onnx", "imagenet_classes_wordnet.json", "yamnet.onnx", "yamnet_class_map.csv", "licence"],
            name => Assert.Contains(name, got.Error?.Remedy, StringComparison.Ordinal));
        Assert.Empty(sut.Hub.Requests);
    }

    [Fact]
    public async Task Get_OpenFromAFolder_MakesAnEnsembleOfItsThreeMembers()
    {
        await using var sut = await DownloadFixture.StartAsync();
        var minilm = DownloadFixture.Model() with { Name = "minilm" };
        Assert.True((await sut.GetAsync(new ModelRequest(minilm, sut.Models) { From = HubCopy.MiniLm })).IsOk);

        var got = await sut.GetAsync(new ModelRequest(Open, sut.Models) { From = TestFolders.SharedModels });

        Assert.True(got.IsOk, got.Error?.Message);
        Assert.Equal("ensemble", got.Value.Kind);
        Assert.Equal(["pictures", "sounds", "words"], Directory.EnumerateDirectories(Path.Combine(got.Value.Package, "members"))
            .Select(Path.GetFileName).Order());
    }
}
