using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Hosting;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Packages;

/// <summary>Reads a package, opens its graphs, tries each of them once, and has the embedder built by its kind.</summary>
internal sealed class PackageLoader(
    PackageReader reader, EmbeddingScheduler scheduler, DeviceChoice device, IOptions<InferenceOptions> options, IGraphWatch? watch = null)
{
    private readonly OnnxSessionFactory _sessions = new(options.Value.Onnx with { Device = device.Device });

    /// <summary>Sessions that are open, over all packages: graphs of the same content have one.</summary>
    public int OpenSessions => _sessions.Count;

    /// <summary>Loads a package.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <param name="id">The id that it must have, or null for any.</param>
    /// <param name="problems">Receives all that is wrong.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The package with its embedder; or null and at least one problem.</returns>
    public Task<LoadedPackage?> LoadAsync(string folder, string? id, List<PackageProblem> problems, CancellationToken cancellationToken) =>
        LoadAsync(folder, id, problems, openAll: false, cancellationToken);

    /// <summary>Loads a package.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <param name="id">The id that it must have, or null for any.</param>
    /// <param name="problems">Receives all that is wrong.</param>
    /// <param name="openAll">True to open and try those graphs too that would be opened later.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The package with its embedder; or null and at least one problem.</returns>
    public async Task<LoadedPackage?> LoadAsync(
        string folder, string? id, List<PackageProblem> problems, bool openAll, CancellationToken cancellationToken)
    {
        if (reader.Read(folder, problems, cancellationToken) is not { } content)
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

        return await OpenAsync(content, problems, openAll, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LoadedPackage?> OpenAsync(
        PackageContent content, List<PackageProblem> problems, bool openAll, CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, LoadedPackage>(StringComparer.Ordinal);
        LoadedPackage? package = null;
        try
        {
            foreach (var (name, inner) in content.Members)
            {
                var found = new List<PackageProblem>();
                if (await OpenAsync(inner, found, openAll, cancellationToken).ConfigureAwait(false) is { } member)
                    members.Add(name, member);
                problems.AddRange(PackageMembers.Of(name, found));
            }

            package = new LoadedPackage(
                content, OpenAll(content, problems, openAll, cancellationToken), scheduler, options.Value) { Members = members };
            if (problems.Count == 0)
                package.Embedder = await content.Plan.BuildAsync(package, problems, cancellationToken).ConfigureAwait(false);
            if (package.Embedder is not null)
                return package;
        }
        catch
        {
            Close();
            throw;
        }

        Close();
        return null;

        void Close()
        {
            if (package is not null)
                package.Dispose();
            else
                foreach (var member in members.Values)
                    member.Dispose();
        }
    }

    private Dictionary<string, IBatchStage> OpenAll(
        PackageContent content, List<PackageProblem> problems, bool openAll, CancellationToken cancellationToken)
    {
        var stages = new Dictionary<string, IBatchStage>(StringComparer.Ordinal);
        try
        {
            foreach (var graph in content.Plan.Graphs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Open(content, openAll ? graph with { IsOpenedLater = false } : graph, stages, problems);
            }
        }
        catch
        {
            foreach (var stage in stages.Values)
                stage.Dispose();
            throw;
        }

        return stages;
    }

    private void Open(PackageContent content, PackageGraph graph, Dictionary<string, IBatchStage> stages, List<PackageProblem> problems)
    {
        try
        {
            var opened = graph.IsOpenedLater ? _sessions.OpenLater(content, graph) : _sessions.Open(content, graph);
            opened = watch?.Around(opened, Path.Combine(content.Folder, graph.File)) ?? opened;
            stages.Add(graph.Name, graph.Stage(opened));
            if (!graph.IsOpenedLater)
                TrialRun.Run(opened);
        }
        catch (InvalidDataException exception)
        {
            problems.Add(new PackageProblem(graph.File, "", exception.Message.TrimEnd('.'), "Export a model that was trained to its end."));
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
        {
            problems.Add(new PackageProblem(graph.File, "", $"cannot be run: {exception.Message.TrimEnd('.')}", RemedyOf(exception)));
        }
    }

    private string RemedyOf(Exception exception) => device.Device == OnnxDevice.Cuda
        ? "Set Triad:Inference:Onnx:Device to Auto or Cpu, or install ONNX Runtime's CUDA provider with the CUDA libraries that it names."
        : exception is OnnxRuntimeException ? "Export the graph anew." : "Install ONNX Runtime's native library.";
}
