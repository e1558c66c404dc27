
namespace Triad.Evaluation.Datasets;

/// <summary>Says what is wrong with a data set's file: where, which field, which value, and what to do.</summary>
internal static class DatasetProblem
{
    private const int LongestValue = 80;

    public static EvaluationException At(string path, int line, string field, string? value, string problem, string remedy)
    {
        var shown = value is null ? string.Empty : $" '{Shorten(value)}'";
        return new EvaluationException($"{path}, line {line}: {field}{shown} {problem}")
        {
            Field = field,
            Value = value is null ? null : Shorten(value),
            Remedy = remedy,
            IsWrongUse = true,
        };
    }

    private static string Shorten(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "...";
}
