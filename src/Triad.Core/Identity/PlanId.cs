using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Core.Identity;

/// <summary>A plan's id, chosen by the operator.</summary>
public readonly partial record struct PlanId
{
    private readonly string? _value;

    private PlanId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An uninitialised PlanId has no value.");

    /// <summary>Reads an id: 2 to 48 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen.</summary>
    public static Result<PlanId> Parse(string? text, string field = "plan_id") => text switch
    {
        null or "" => Error.Missing(field, "Give 2 to 48 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."),
        _ when Form().IsMatch(text) => new PlanId(text),
        _ => Error.Invalid(field, text, "is not a valid id", "Give 2 to 48 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."),
    };

    /// <summary>Makes an id of text that is known to be valid, such as stored state.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static PlanId From(string text) =>
        Parse(text) is { IsOk: true } id ? id.Value : throw new FormatException($"'{text}' is not a valid PlanId.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,46}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
