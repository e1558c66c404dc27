namespace Triad.Evaluation;

/// <summary>Ends a run with one line for a person: what is wrong, with which value, and what to do.</summary>
public sealed class EvaluationException(string message) : Exception(message)
{
    /// <summary>What is wrong: an option, a field of a file, or nothing of these.</summary>
    public string? Field { get; init; }

    /// <summary>Its value.</summary>
    public string? Value { get; init; }

    /// <summary>What to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether what was asked for is wrong, and not what it met.</summary>
    public bool IsWrongUse { get; init; }

    internal static EvaluationException WrongUse(string field, string? value, string remedy) =>
        new(value is null ? $"{field} is missing" : $"{field} '{value}' is not valid") { Field = field, Value = value, Remedy = remedy, IsWrongUse = true };
}
