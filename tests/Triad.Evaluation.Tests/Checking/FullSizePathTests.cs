using Triad.Evaluation.Checking;
using Triad.Inference.Kinds;

namespace Triad.Evaluation.Tests.Checking;

/// <summary>The path of the full-size package, with the widths divided by 64: weights in files beside the graphs, media in, PyTorch's numbers out.</summary>
public sealed class FullSizePathTests
{
    [Theory]
    [InlineData("small", 1e-4, 0.9999999)]
    [InlineData("small-int8", 8e-3, 0.9998)]
    [InlineData("small-half", 2e-3, 0.99999)]
    public void Run_OnMedia_GivesTheResultsOfPyTorch(string package, double tolerance, double cosine)
    {
        var report = GoldenCheck.Run(Folder(package), Folder("golden"), null, default);

        Assert.True(report.IsOk, report.Error?.Message);
        Assert.Equal(13, report.Value.Keys.Count);
        Assert.InRange(report.Value.MaxAbsDiff, 0, tolerance);
        Assert.All(report.Value.Keys.Values, key => Assert.InRange(key.MinCosine, cosine - 1e-7, 1.0001));
    }

    [Fact]
    public void Run_FramesOfAnotherSize_AreRefusedWithBothShapes()
    {
        var golden = Directory.CreateTempSubdirectory("triad-golden-");
        foreach (var file in Directory.EnumerateFiles(Folder("golden")))
            File.Copy(file, Path.Combine(golden.FullName, Path.GetFileName(file)));
        var arrays = NpzFile.Read(Path.Combine(golden.FullName, "inputs.npz"));
        arrays["video"] = new StoredArray([4, 12, 3, 8, 16], new float[4 * 12 * 3 * 8 * 16]);
        NpzFile.Write(Path.Combine(golden.FullName, "inputs.npz"), arrays);

        var refused = GoldenCheck.Run(Folder("small"), golden.FullName, null, default);

        golden.Delete(recursive: true);
        Assert.Contains("(4, 12, 3, 8, 16)", refused.Error?.Message, StringComparison.Ordinal);
        Assert.Contains("[rows, 12, 3, 16, 16]", refused.Error?.Message, StringComparison.Ordinal);
    }

    private static string Folder(string name) => Path.Combine(TestFolders.Data, "full-size", name);
}
