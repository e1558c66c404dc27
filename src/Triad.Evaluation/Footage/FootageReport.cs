using System.Text.Json.Serialization;

namespace Triad.Evaluation.Footage;

/// <summary>What <c>triad eval footage --json</c> prints: the figures of the set's own question, then those of every question.</summary>
public sealed record FootageReport(
    [property: JsonPropertyName("set")] string Set,
    [property: JsonPropertyName("r1")] double R1,
    [property: JsonPropertyName("r5")] double R5,
    [property: JsonPropertyName("r10")] double R10,
    [property: JsonPropertyName("chance")] double Chance,
    [property: JsonPropertyName("pool")] int Pool,
    [property: JsonPropertyName("n")] int N,
    [property: JsonPropertyName("space")] string Space,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("questions")] IReadOnlyDictionary<string, FootageFigures> Questions,
    [property: JsonPropertyName("refused")] IReadOnlyDictionary<string, string> Refused)
{
    /// <summary>The report of a set, whose first question is its own.</summary>
    public static FootageReport Of(
        string set, string space, double seconds, IReadOnlyDictionary<string, FootageFigures> questions, IReadOnlyDictionary<string, string> refused)
    {
        var own = questions.Values.First();
        return new FootageReport(
            set, own.R1, own.R5, own.R10, own.Chance, own.Pool, own.N, space, Math.Round(seconds, 1), questions, refused);
    }
}
