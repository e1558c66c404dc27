using Triad.Evaluation.Offline;

namespace Triad.Evaluation.Retrieval;

/// <summary>What <c>triad eval retrieval --json</c> prints.</summary>
/// <param name="Pool">Items of the data set: every query that looks for one is asked against all of them.</param>
/// <param name="Captions">Their captions: every query of text, and what a query that looks for text is asked against.</param>
/// <param name="Space">The space that was measured.</param>
/// <param name="NotIngested">Items that could not be put in: their queries count as wrong.</param>
/// <param name="Problems">The same with the reason.</param>
/// <param name="Directions">Figures by direction; through the platform unless only the offline measurement was asked for.</param>
/// <param name="Unavailable">Directions that cannot be asked of this model and pool, with the reason; empty where directions were chosen.</param>
/// <param name="Turned">Directions whose figures are the captions' scores read by item.</param>
/// <param name="Offline">What was measured without the platform; null where that was not asked for.</param>
public sealed record RetrievalReport(
    int Pool,
    int Captions,
    string Space,
    IReadOnlyList<string> NotIngested,
    IReadOnlyDictionary<string, string> Problems,
    IReadOnlyDictionary<string, DirectionFigures> Directions,
    IReadOnlyDictionary<string, string> Unavailable,
    IReadOnlyList<string> Turned,
    OfflineReport? Offline = null);
