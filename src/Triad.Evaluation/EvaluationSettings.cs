using Triad.Evaluation.Datasets;

namespace Triad.Evaluation;

/// <summary>What is measured, and how.</summary>
/// <param name="Set">The pool.</param>
/// <param name="Package">The folder of the model package.</param>
/// <param name="Running">Whether the platform is one that serves already.</param>
/// <param name="Parallel">Uploads and queries at the same time.</param>
/// <param name="Seed">Of the bootstrap.</param>
/// <param name="Work">Where what is done is kept; null to keep nothing.</param>
/// <param name="Resume">Whether a run in <paramref name="Work"/> goes on.</param>
/// <param name="AsksPlatform">Whether it is measured through the platform.</param>
/// <param name="AsksOffline">Whether it is measured without it.</param>
public sealed record EvaluationSettings(
    EvaluationSet Set,
    string Package,
    bool Running,
    int Parallel,
    int Seed,
    string? Work,
    bool Resume,
    bool AsksPlatform,
    bool AsksOffline)
{
    public bool Compares => AsksPlatform && AsksOffline;
}
