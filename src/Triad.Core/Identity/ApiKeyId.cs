using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Core.Identity;

/// <summary>The public part of an API key.</summary>
public readonly partial record struct ApiKeyId
{
    private readonly string? _value;

    private ApiKeyId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An uninitialised ApiKeyId has no value.");

    /// <summary>Reads an id: 12 to 32 lower-case letters and digits.</summary>
    public static Result<ApiKeyId> Parse(string? text, string field = "key_id") => text switch
    {
        null or "" => Error.Missing(field, "Give 12 to 32 lower-case letters and digits."),
        _ when Form().IsMatch(text) => new ApiKeyId(text),
        _ => Error.Invalid(field, text, "is not a valid id", "Give 12 to 32 lower-case letters and digits."),
    };

    /// <summary>Makes an id of text that is known to be valid, such as stored state.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static ApiKeyId From(string text) =>
        Parse(text) is { IsOk: true } id ? id.Value : throw new FormatException($"'{text}' is not a valid ApiKeyId.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9]{12,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
