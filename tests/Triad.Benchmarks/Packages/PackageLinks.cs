using System.Text.Json;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Packages;

/// <summary>A folder of links to model packages, each under the id that it gives itself.</summary>
internal sealed class PackageLinks : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-packages-");

    public string Folder => _folder.FullName;

    /// <summary>Adds a package; its id.</summary>
    /// <exception cref="BenchmarkUsageException">The folder is no package, or the id is there already.</exception>
    public string Add(string option, string package)
    {
        var id = ReadId(option, package);
        if (Directory.Exists(IOPath.Combine(Folder, id)))
            throw new BenchmarkUsageException($"--{option} '{package}' has the id {id}, as another package has. Compare packages of different ids.");
        Directory.CreateSymbolicLink(IOPath.Combine(Folder, id), IOPath.GetFullPath(package));
        return id;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string ReadId(string option, string package)
    {
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(IOPath.Combine(package, "model.json")));
            if (manifest.RootElement.GetProperty("id").GetString() is { Length: > 0 } id && id == IOPath.GetFileName(id))
                return id;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }

        throw new BenchmarkUsageException($"--{option} '{package}' is no model package. Name a folder with a model.json.");
    }
}
