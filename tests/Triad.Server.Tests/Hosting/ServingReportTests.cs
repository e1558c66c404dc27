using Triad.Inference.Onnx;
using Triad.Server.Hosting;

namespace Triad.Server.Tests.Hosting;

public sealed class ServingReportTests
{
    private const long Much = 64L << 30;

    [Fact]
    public void Lines_ToyPackage_WarnsAndNamesTheModelThatFitsTheGpu()
    {
        string[] lines = [.. ServingReport.Lines("triad-mini", ["triad-mini"], OnnxDevice.Cuda, Much)];

        Assert.Contains("generated world", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("WARNING", lines[1], StringComparison.Ordinal);
        Assert.Contains("./triad model get embeddinggemma-2", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_BetterPackageThatIsHere_IsOnlyStarted()
    {
        string[] lines = [.. ServingReport.Lines("triad-mini", ["embeddinggemma-2", "triad-mini"], OnnxDevice.Cuda, Much)];

        Assert.DoesNotContain("model get", lines[1], StringComparison.Ordinal);
        Assert.Contains("./triad up --model embeddinggemma-2", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_LittleMemory_DoesNotNameWhatDoesNotFit()
    {
        string[] lines = [.. ServingReport.Lines("triad-mini", ["triad-mini"], OnnxDevice.Cuda, 1 << 20)];

        Assert.Contains("./triad model list", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_KnownPackage_SaysWhatItIsGoodForAndDoesNotWarn()
    {
        var line = Assert.Single(ServingReport.Lines("clip-b32", ["clip-b32"], OnnxDevice.Cpu, Much));

        Assert.Contains("frames", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_PackageThatIsNotHere_SaysSo() => Assert.Contains(
        "not here", Assert.Single(ServingReport.Lines("clip", ["triad-mini"], OnnxDevice.Cpu, Much)), StringComparison.Ordinal);
}
