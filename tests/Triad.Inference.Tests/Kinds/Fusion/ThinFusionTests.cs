using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Fusion;

/// <summary>The final projection of a modality runs on the rows that have it: ONNX Runtime's own profile tells how many rows each product had.</summary>
public sealed class ThinFusionTests : IDisposable
{
    private static readonly Modalities[] Rows = [Modalities.Text, Modalities.Text | Modalities.Audio, Modalities.Text, Modalities.Audio];

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("triad-profile-");

    [Theory]
    [InlineData(Modalities.Text, 3)]
    [InlineData(Modalities.Video, 0)]
    [InlineData(Modalities.Audio, 2)]
    public void Run_BatchOfMixedMasks_ProjectsTheRowsThatHaveTheModalityAlone(Modalities single, int expected)
    {
        var products = Profile(Path.Combine(TestFolders.Data, "full-size", "small"), Rows).Where(node => node.Name.Contains($"triad/{single.Index()}/", StringComparison.Ordinal) && node.Kind.Contains("Gemm", StringComparison.Ordinal));

        Assert.Equal([expected, expected], products.Select(node => node.Rows));
    }

    [Fact]
    public void Run_OneTransformerAModality_RunsItOnTheRowsThatHaveTheModality()
    {
        var products = Profile(Path.Combine(TestFolders.Data, "converted", "per-modality"), Rows).Where(node => (node.Kind == "MatMul" || node.Kind.Contains("Gemm", StringComparison.Ordinal)) && node.Name.StartsWith("triad/", StringComparison.Ordinal)).ToArray();

        Assert.Equal(3, products.Select(node => node.Name[..7]).Distinct().Count());
        Assert.All(products, node => Assert.Contains(node.Rows, new[] { node.Name[6] switch { '0' => 3, '1' => 0, _ => 2 } }));
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    private List<(string Name, string Kind, int Rows)> Profile(string package, Modalities[] rows)
    {
        var manifest = ((FusionPlan)PackageReader.Create().Read(package, [], CancellationToken.None)!.Plan).Manifest;
        var layout = FusionGraphs.LayoutOf(FusionGraph.Fusion, manifest);
        using var options = new SessionOptions { EnableProfiling = true, ProfileOutputPathPrefix = Path.Combine(_scratch.FullName, "run") };
        using var session = new InferenceSession(Path.Combine(package, manifest.Graphs[FusionGraph.Fusion]), options);
        using var batch = new BatchBuffers(layout, rows.Length, 2);
        for (var row = 0; row < rows.Length; row++)
            Fill(batch, row, rows[row]);
        var graph = new OnnxGraph("profiled", layout, session);
        graph.Run(batch);
        using var profile = JsonDocument.Parse(File.ReadAllBytes(session.EndProfiling()));
        return [.. profile.RootElement.EnumerateArray().Where(IsKernel).Select(Describe)];
    }

    private static void Fill(BatchBuffers batch, int row, Modalities mask)
    {
        var tokens = batch.Floats(FusionGraphs.Tokens, row);
        for (var i = 0; i < tokens.Length; i++)
            tokens[i] = MathF.Sin(i + row);
        batch.Floats(FusionGraphs.Mask, row).Fill(1);
        var pool = batch.Floats(FusionGraphs.Pool, row);
        pool.Clear();
        foreach (var single in mask.Parts())
            pool.Slice(single.Index() * batch.Length, batch.Length).Fill(0.5f);
    }

    private static bool IsKernel(JsonElement entry) =>
        entry.GetProperty("cat").GetString() == "Node" && entry.GetProperty("name").GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal);

    private static (string Name, string Kind, int Rows) Describe(JsonElement entry)
    {
        var arguments = entry.GetProperty("args");
        var first = arguments.GetProperty("output_type_shape")[0].EnumerateObject().First().Value;
        return (entry.GetProperty("name").GetString()!, arguments.GetProperty("op_name").GetString()!, first.GetArrayLength() == 0 ? 1 : first[0].GetInt32());
    }
}
