using Triad.Cli.Invocation;

namespace Triad.Cli.Models;

/// <summary>A package that a command names: by its folder, or by its name among the models.</summary>
internal static class PackageChoice
{
    /// <summary>The first package for real footage.</summary>
    public const string Open = "open";

    private const string Manifest = "model.json";

    /// <summary>The package's folder.</summary>
    /// <exception cref="CommandException">It is not here; the remedy is the command that gets it.</exception>
    public static string Find(string package, string models)
    {
        var named = Path.Combine(models, package);
        if (File.Exists(Path.Combine(named, Manifest)))
            return named;
        if (File.Exists(Path.Combine(package, Manifest)))
            return Path.GetFullPath(package);
        throw new CommandException($"the package '{package}' is not here: it is no folder with {Manifest}, and {models} has none of that name")
        {
            Field = "--model",
            Value = package,
            Remedy = $"Get it with ./triad model get {package}, or ./triad model get {package} --from FOLDER; ./triad model list shows what there is",
        };
    }
}
