using Microsoft.ML.OnnxRuntime;
using Triad.Core.LongInput;
using Triad.Inference.Embedding;
using Triad.Inference.Hosting;
using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Packages;

/// <summary>Reads a package, opens its graphs and tries each of them once.</summary>
internal sealed class PackageLoader(InferenceOptions options, EmbeddingScheduler scheduler)
{
    private readonly OnnxSessionFactory _sessions = new(options.Onnx);

    /// <summary>Loads a package.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <param name="id">The id that it must have, or null for any.</param>
    /// <param name="problems">Receives all that is wrong.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The embedder; or null and at least one problem.</returns>
    public FusionEmbedder? Load(string folder, string? id, List<PackageProblem> problems, CancellationToken cancellationToken)
    {
        if (PackageReader.Read(folder, problems, cancellationToken) is not { } content)
            return null;
        if (id is not null && content.Manifest.Id != id)
        {
            problems.Add(
                new PackageProblem(
                    ModelManifest.FileName,
                    "id",
                    $"is '{content.Manifest.Id}', and the folder is '{id}'",
                    "Name the folder as the package."));
            return null;
        }

        if (content.Manifest.LongInput.MaxTokens > options.MaxTokensPerItem)
        {
            problems.Add(
                new PackageProblem(
                    ModelManifest.FileName,
                    "long_input.max_tokens",
                    $"is {content.Manifest.LongInput.MaxTokens}, more than {TokenCollector.Limit}, which is {options.MaxTokensPerItem}",
                    "Lower it, or raise the setting."));
            return null;
        }

        var graphs = new Dictionary<GraphRole, IBatchGraph>();
        foreach (var role in content.Manifest.Graphs.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Open(content, role, graphs, problems);
        }

        if (problems.Count == 0)
            return new FusionEmbedder(
                new LoadedPackage(content, graphs, scheduler, options), scheduler, options.MaxTokensPerItem);
        foreach (var graph in graphs.Values)
            graph.Dispose();
        return null;
    }

    private void Open(PackageContent content, GraphRole role, Dictionary<GraphRole, IBatchGraph> graphs, List<PackageProblem> problems)
    {
        var file = content.Manifest.Graphs[role];
        try
        {
            var graph = _sessions.Open(content, role);
            graphs.Add(role, graph);
            TrialRun.Run(graph);
        }
        catch (InvalidDataException exception)
        {
            problems.Add(new PackageProblem(file, "", exception.Message.TrimEnd('.'), "Export a model that was trained to its end."));
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
        {
            problems.Add(new PackageProblem(file, "", $"cannot be run: {exception.Message.TrimEnd('.')}", RemedyOf(exception)));
        }
    }

    private string RemedyOf(Exception exception) => options.Onnx.Device == OnnxDevice.Cuda
        ? "Set Triad:Inference:Onnx:Device to Cpu, or install ONNX Runtime's CUDA provider with the CUDA libraries that it names."
        : exception is OnnxRuntimeException ? "Export the graph anew." : "Install ONNX Runtime's native library.";
}
