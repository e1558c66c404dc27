namespace Triad.Evaluation.Classification;

/// <summary>What <c>triad eval classify --json</c> prints.</summary>
/// <param name="Pool">Items of the data set.</param>
/// <param name="Labels">Labels that are chosen between.</param>
/// <param name="Target">The stored vectors that are looked at.</param>
/// <param name="Space">The space that was measured.</param>
/// <param name="Problems">Items that could not be put in, with the reason.</param>
/// <param name="Figures">Through the platform unless only the offline measurement was asked for.</param>
/// <param name="Offline">The figures without the platform; null where that was not asked for.</param>
/// <param name="Agreement">How the two agree; null where not both were measured.</param>
public sealed record ClassificationReport(
    int Pool,
    int Labels,
    string Target,
    string Space,
    IReadOnlyDictionary<string, string> Problems,
    ClassificationFigures Figures,
    ClassificationFigures? Offline = null,
    ClassificationAgreement? Agreement = null);
