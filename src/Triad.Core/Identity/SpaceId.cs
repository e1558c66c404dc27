using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Core.Identity;

/// <summary>An embedding space, <c>modelId@contentHash</c>. Vectors of two spaces are never compared.</summary>
public readonly partial record struct SpaceId
{
    private readonly string? _value;

    private SpaceId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An uninitialised SpaceId has no value.");

    /// <summary>The id of the package that makes its vectors.</summary>
    public string Package => Value[..Value.IndexOf('@', StringComparison.Ordinal)];

    /// <summary>Reads a space id.</summary>
    public static Result<SpaceId> Parse(string? text, string field = "space") => text switch
    {
        null or "" => Error.Missing(field, "Give modelId@contentHash."),
        _ when Form().IsMatch(text) => new SpaceId(text),
        _ => Error.Invalid(field, text, "is not a space", "Give modelId@contentHash, as Embed and Search return it."),
    };

    /// <summary>Makes an id of text that is known to be valid, such as stored state.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static SpaceId From(string text) =>
        Parse(text) is { IsOk: true } id ? id.Value : throw new FormatException($"'{text}' is not a valid SpaceId.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}@[0-9a-f]{16,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
