namespace Triad.Cli.Evaluation;

/// <summary>What <c>triad eval retrieval --json</c> prints.</summary>
/// <param name="Pool">Clips of the manifest: every query is asked against all of them.</param>
/// <param name="Space">The space that was measured.</param>
/// <param name="NotIngested">Clips that could not be put in: their queries count as wrong.</param>
/// <param name="Directions">Figures by direction.</param>
internal sealed record RetrievalReport(
    int Pool,
    string Space,
    IReadOnlyList<string> NotIngested,
    IReadOnlyDictionary<string, DirectionFigures> Directions);
