using System.Text.Json.Serialization;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.LongVideos;

/// <summary>What <c>triad eval long --json</c> prints.</summary>
/// <param name="Pool">Videos: every caption is asked against all of them.</param>
/// <param name="Seconds">Their mean length.</param>
/// <param name="Chance">The R@1 of a guess.</param>
/// <param name="Space">The space that was measured.</param>
/// <param name="NotIngested">Videos that could not be put in, by strategy: their captions count as wrong.</param>
/// <param name="Strategies">Figures by strategy; "segments" is the best segment of each video instead of its own vector.</param>
public sealed record LongReport(
    int Pool,
    double Seconds,
    double Chance,
    string Space,
    [property: JsonPropertyName("not_ingested")] IReadOnlyDictionary<string, IReadOnlyList<string>> NotIngested,
    IReadOnlyDictionary<string, DirectionFigures> Strategies);
