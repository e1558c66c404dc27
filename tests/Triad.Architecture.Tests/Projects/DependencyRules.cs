namespace Triad.Architecture.Tests.Projects;

/// <summary>Which project may refer to which: hosts -> adapters and grains -> ports -> Core.</summary>
internal static class DependencyRules
{
    private const string Core = "Triad.Core";
    private const string Sqlite = "Triad.Sqlite";
    private const string Contracts = "Triad.Contracts";
    private const string Abstractions = "Triad.Grains.Abstractions";

    private static readonly Dictionary<string, string[]> Rules = new()
    {
        [Core] = [],
        [Contracts] = [],
        ["Triad.Inference"] = [Core],
        ["Triad.Media"] = [Core],
        [Sqlite] = [Core],
        ["Triad.Vectors"] = [Sqlite, Core],
        ["Triad.Vectors.Qdrant"] = [Core],
        [Abstractions] = [Core],
        ["Triad.Grains"] = [Abstractions, Core],
        ["Triad.Persistence"] = [Sqlite, Core],
        ["Triad.Azure"] = [Core],
        ["Triad.Backup"] = [Sqlite, Core],
        ["Triad.Gateway"] = [Contracts, Abstractions, Core],
        ["Triad.Client"] = [Contracts],
        ["Triad.Evaluation"] = ["Triad.Client", "Triad.Inference", Core],
        ["Triad.Cli"] = ["Triad.Backup", "Triad.Client", "Triad.Evaluation", "Triad.Inference", "Triad.Media", Contracts, Core],
        ["Triad.Server"] =
        [
            Core, Contracts, "Triad.Inference", "Triad.Media", "Triad.Vectors", "Triad.Vectors.Qdrant", Abstractions, "Triad.Grains",
            "Triad.Persistence", "Triad.Azure", "Triad.Gateway",
        ],
    };

    /// <summary>What a project refers to and may not; a project without a rule may not be there.</summary>
    public static IEnumerable<string> Violations(ProjectFile project) => Rules.TryGetValue(project.Name, out var allowed)
        ? project.References.Except(allowed).Select(reference => $"{project.Name} refers to {reference}")
        : [$"{project.Name} is no project of the architecture"];
}
