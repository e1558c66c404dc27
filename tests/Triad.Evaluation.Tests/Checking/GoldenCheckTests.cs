using Triad.Core.Errors;
using Triad.Evaluation.Checking;
using Triad.Inference.Kinds;

namespace Triad.Evaluation.Tests.Checking;

public sealed class GoldenCheckTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("triad-golden-");

    public static TheoryData<string> Cases => [.. Directory.EnumerateDirectories(Path.Combine(TestFolders.Data, "golden", "eao")).Select(Path.GetFileName).OfType<string>().Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_ConvertedPackage_GivesTheAuthorsResultsForEveryKeyAndRow(string name)
    {
        var report = GoldenCheck.Run(PackageOf(name), Golden(name), null, default);

        Assert.True(report.IsOk, report.Error?.Message);
        Assert.InRange(report.Value.MaxAbsDiff, 0, Tolerance);
        Assert.All(report.Value.Keys.Values, difference => Assert.InRange(difference.MinCosine, 1 - Tolerance, 1 + Tolerance));
        Assert.Equal(NpzFile.Read(Path.Combine(Golden(name), "outputs.npz")).Keys.Order(), report.Value.Keys.Keys.Order());
    }

    [Fact]
    public void Run_PackageOfOtherWeights_ShowsTheDifference()
    {
        var golden = Copy("positions");
        Change(golden, "outputs", arrays => arrays["va_embed"].Values[3] += 1);

        var report = GoldenCheck.Run(PackageOf("positions"), golden, null, default);

        Assert.InRange(report.Value.Keys["va_embed"].MaxAbsDiff, 1e-3, 2);
        Assert.InRange(report.Value.Keys["ta_embed"].MaxAbsDiff, 0, Tolerance);
    }

    [Fact]
    public void Run_WithDump_WritesWhatWasComputed()
    {
        var dump = Path.Combine(_scratch.FullName, "computed.npz");

        GoldenCheck.Run(PackageOf("minimal_shared"), Golden("minimal_shared"), dump, default);

        var computed = NpzFile.Read(dump);
        Assert.Equal([5, 48], computed["tv_embed"].Shape);
        Assert.Equal(new[] { 1f, 1, 1, 1, 0 }, computed["text_nonempty_input_mask"].Values);
    }

    [Theory]
    [InlineData("inputs", "text_mask", "text_mask is missing")]
    [InlineData("inputs", "video", "video is missing")]
    public void Run_InputThatIsMissing_IsRefusedByName(string file, string key, string words)
    {
        var golden = Copy("positions");
        Change(golden, file, arrays => arrays.Remove(key));

        var refused = GoldenCheck.Run(PackageOf("positions"), golden, null, default);

        Assert.Equal(ErrorReason.FieldInvalid, refused.Error?.Reason);
        Assert.Contains(words, refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InputOfAnotherSize_IsRefusedWithBothShapes()
    {
        var golden = Copy("positions");
        Change(golden, "inputs", arrays => arrays["video"] = new StoredArray([6, 4, 31], new float[6 * 4 * 31]));

        var refused = GoldenCheck.Run(PackageOf("positions"), golden, null, default);

        Assert.Contains("(6, 4, 31)", refused.Error?.Message, StringComparison.Ordinal);
        Assert.Contains("[rows, 4, 32]", refused.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_KeyThatNoModelHas_IsRefusedByName()
    {
        var golden = Copy("positions");
        Change(golden, "outputs", arrays => arrays["smell_embed"] = new StoredArray([1], [0]));

        Assert.Contains("smell_embed", GoldenCheck.Run(PackageOf("positions"), golden, null, default).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PackageThatWasChanged_IsRefusedByFile()
    {
        var package = Path.Combine(_scratch.FullName, "positions");
        CopyFiles(PackageOf("positions"), package);
        File.AppendAllText(Path.Combine(package, "masking.f32"), "x");

        var refused = GoldenCheck.Run(package, Golden("positions"), null, default);

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error?.Reason);
        Assert.Contains("masking.f32", refused.Error?.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    private static string PackageOf(string name) => Path.Combine(TestFolders.Data, "converted", name.Replace('_', '-'));

    private static string Golden(string name) => Path.Combine(TestFolders.Data, "golden", "eao", name);

    private static void Change(string golden, string file, Action<Dictionary<string, StoredArray>> change)
    {
        var path = Path.Combine(golden, $"{file}.npz");
        var arrays = NpzFile.Read(path);
        change(arrays);
        NpzFile.Write(path, arrays);
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private string Copy(string name)
    {
        var copy = Path.Combine(_scratch.FullName, $"golden-{name}");
        CopyFiles(Golden(name), copy);
        return copy;
    }
}
