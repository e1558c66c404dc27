using Microsoft.Extensions.DependencyInjection;
using Triad.Inference.Hub;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Models;

/// <summary>The packages that are measured: those of folders, and those made of folders of the hub, in a folder of their own.</summary>
internal sealed class ModelPackages : IDisposable
{
    private const string Manifest = "model.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-models-");
    private readonly List<string> _ids = [];

    /// <summary>Where they are, each under its id.</summary>
    public string Folder => _folder.FullName;

    public IReadOnlyList<string> Ids => _ids;

    /// <summary>Folders that no package could be made of, with the reason.</summary>
    public Dictionary<string, string> Refused { get; } = [];

    /// <summary>Adds a package, all packages of a folder, a folder of the hub, or all such folders of a folder.</summary>
    public async Task AddAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(IOPath.Combine(folder, Manifest)))
            Link(folder);
        else if (File.Exists(IOPath.Combine(folder, "config.json")))
            await ImportAsync(services, folder, cancellationToken);
        else if (Directory.Exists(folder))
            foreach (var inner in Directory.EnumerateDirectories(folder).Where(IsModel).Order(StringComparer.Ordinal))
                await AddAsync(services, inner, cancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsModel(string folder) =>
        File.Exists(IOPath.Combine(folder, Manifest)) || File.Exists(IOPath.Combine(folder, "config.json"));

    private void Link(string folder)
    {
        var id = IOPath.GetFileName(IOPath.TrimEndingDirectorySeparator(IOPath.GetFullPath(folder)));
        if (_ids.Contains(id, StringComparer.Ordinal))
            return;
        Directory.CreateSymbolicLink(IOPath.Combine(Folder, id), IOPath.GetFullPath(folder));
        _ids.Add(id);
    }

    private async Task ImportAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var id = IOPath.GetFileName(IOPath.TrimEndingDirectorySeparator(folder)).Replace('_', '-').ToLowerInvariant();
        if (_ids.Contains(id, StringComparer.Ordinal))
            return;
        var made = await services.GetRequiredService<IModelImporter>().ImportAsync(folder, IOPath.Combine(Folder, id), HubVariant.Fp32, cancellationToken);
        if (made.IsOk)
            _ids.Add(id);
        else
            Refused[id] = made.Error.Message;
    }
}
