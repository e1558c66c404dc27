using Triad.Cli.Invocation;

namespace Triad.Cli.Platform;

/// <summary>A folder of model packages with one package in it, so that it is the platform's default.</summary>
internal static class ModelFolder
{
    private const string Manifest = "model.json";

    /// <summary>Copies a package below a folder; the folder is what a server takes as <c>--models</c>.</summary>
    public static string Make(string package, string folder)
    {
        var source = new DirectoryInfo(package);
        if (!File.Exists(System.IO.Path.Combine(source.FullName, Manifest)))
            throw CommandException.WrongUse("--model", package, $"Name the folder of a model package, with {Manifest} in it");

        var target = Directory.CreateDirectory(System.IO.Path.Combine(folder, source.Name));
        foreach (var file in source.EnumerateFiles())
            file.CopyTo(System.IO.Path.Combine(target.FullName, file.Name));
        return folder;
    }
}
