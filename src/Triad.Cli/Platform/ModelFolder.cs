using System.Text.Json;
using Triad.Cli.Invocation;

namespace Triad.Cli.Platform;

/// <summary>A folder of model packages with one package in it, under the name that the package gives itself.</summary>
internal sealed record ModelFolder(string Path, string PackageId)
{
    private const string Manifest = "model.json";

    /// <summary>Links a package below a folder; the folder is what a server takes as <c>--models</c>.</summary>
    public static ModelFolder Make(string package, string folder)
    {
        var manifest = System.IO.Path.Combine(package, Manifest);
        if (!File.Exists(manifest))
            throw CommandException.WrongUse("model package", package, $"Name the folder of a model package, with {Manifest} in it");

        var id = ReadId(manifest) ?? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(package));
        Directory.CreateDirectory(folder);
        var link = System.IO.Path.Combine(folder, id);
        if (new DirectoryInfo(link).LinkTarget is not null)
            Directory.Delete(link);
        Directory.CreateSymbolicLink(link, System.IO.Path.GetFullPath(package));
        return new ModelFolder(folder, id);
    }

    /// <summary>The package's id; null where it has none that is a plain name, which the platform says better than this.</summary>
    private static string? ReadId(string manifest)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 } name
                && name.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) < 0
                && name is not ("." or "..")
                    ? name
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
