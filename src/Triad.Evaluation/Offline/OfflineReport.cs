using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Offline;

/// <summary>What was measured without the platform, and, where both were measured, how the two agree.</summary>
/// <param name="Weights">Where the weights were read from: <c>weights.pt</c>, or <c>graphs</c> where the package has none that the training code reads.</param>
/// <param name="NotEmbedded">Items that could not be read, with the reason.</param>
/// <param name="Directions">Figures by direction.</param>
/// <param name="Agreement">Null where the platform was not measured.</param>
public sealed record OfflineReport(
    string Weights,
    IReadOnlyDictionary<string, string> NotEmbedded,
    IReadOnlyDictionary<string, DirectionFigures> Directions,
    OfflineAgreement? Agreement = null);
