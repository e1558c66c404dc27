using Triad.Inference.Hub.Downloads;

namespace Triad.Inference.Tests.Hub.Downloads;

public sealed class OfferedModelsTests
{
    [Fact]
    public void Shipped_EveryModel_SaysWhatItIsGoodAndBadAt() => Assert.All(OfferedModels.Shipped, model =>
    {
        Assert.NotEmpty(model.Good);
        Assert.NotEmpty(model.Bad);
        Assert.True(model.Bytes > 0 && model.MemoryBytes >= model.Bytes, model.Name);
    });

    [Fact]
    public void Shipped_First_IsTheModelOfAnyMix() => Assert.Equal("embeddinggemma-2", OfferedModels.Shipped[0].Name);

    [Theory]
    [InlineData("{}", "format")]
    [InlineData("""{"format": 2, "models": []}""", "format")]
    [InlineData("""{"format": 1, "models": [{"name": "../a"}]}""", "models[0].name")]
    [InlineData("""{"format": 1, "models": [{"name": "a", "licence": {}, "sources": []}]}""", "models[0].sources")]
    [InlineData("""{"format": 1, "models": [{"name": "a", "licence": {}, "variants": ["fp8"]}]}""", "models[0].variants[0]")]
    [InlineData("no json", "")]
    public void Read_CatalogueThatIsNone_NamesTheField(string content, string field)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);

        var read = OfferedModels.Read(file);

        Assert.False(read.IsOk);
        Assert.Equal($"{Path.GetFileName(file)}: {field}", read.Error.Field);
        File.Delete(file);
    }
}
