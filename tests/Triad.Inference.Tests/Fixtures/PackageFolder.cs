using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A models folder of its own with a copy of the tiny package, to be damaged.</summary>
internal sealed class PackageFolder : IDisposable
{
    private readonly string _source;

    public PackageFolder()
        : this(Path.Combine(TestFolders.Data, "tiny-package", "tiny"))
    {
    }

    /// <summary>A copy of another package.</summary>
    public PackageFolder(string package)
    {
        (Models, _source) = (Directory.CreateTempSubdirectory("triad-models-").FullName, package);
        Id = Path.GetFileName(package);
        Add(Id);
    }

    public string Id { get; }

    public string Models { get; }

    public string Tiny => Path.Combine(Models, Id);

    public static string Broken(string name) => Path.Combine(TestFolders.Data, "tiny-package", "broken", name);

    public void Add(string folder)
    {
        var target = Directory.CreateDirectory(Path.Combine(Models, folder)).FullName;
        foreach (var file in Directory.EnumerateFiles(_source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(_source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Edit(Action<JsonObject> change)
    {
        var path = Path.Combine(Tiny, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    public void Replace(string file, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(Tiny, file), content);
        Edit(manifest => manifest["sha256"]![file] = Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    public void Dispose() => Directory.Delete(Models, recursive: true);
}
