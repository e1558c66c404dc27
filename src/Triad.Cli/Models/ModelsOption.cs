using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Platform;

namespace Triad.Cli.Models;

/// <summary>The option that names the folder of packages.</summary>
internal static class ModelsOption
{
    /// <summary>The variable that names it otherwise.</summary>
    public const string Variable = "TRIAD_MODELS";

    public static Option<DirectoryInfo?> Create() => new("--models")
    {
        Description = "The folder of the model packages. Otherwise TRIAD_MODELS, then models of the checkout.",
        HelpName = "DIR",
    };

    public static string Resolve(CommandContext context, Option<DirectoryInfo?> option) => context.Get(option)?.FullName
        ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? Path.GetFullPath(named) : Checkout.PathOf("models"));
}
