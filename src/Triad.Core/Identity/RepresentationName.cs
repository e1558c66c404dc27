using System.Text.RegularExpressions;
using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Core.Identity;

/// <summary>
/// The name of a stored vector of a segment or video: <c>va</c>, <c>v</c>, <c>clip.v</c>. The name of a mask stands for the vector of those modalities.
/// <see cref="Full"/> is no vector's own name: it means the one of all that a segment or video has, whatever that is called.
/// </summary>
public readonly partial record struct RepresentationName
{
    private readonly string? _value;

    private RepresentationName(string value) => _value = value;

    /// <summary>Of each segment or video the vector of all that it has: what searches ask where they name nothing.</summary>
    public static RepresentationName Full { get; } = new("full");

    /// <summary>The name as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An uninitialised RepresentationName has no value.");

    /// <summary>The mask whose name this is; none where it is another name.</summary>
    public Modalities Mask => ModalitiesExtensions.FromName(Value);

    /// <summary>The name of the vector of a mask; the mask is not empty.</summary>
    public static RepresentationName Of(Modalities mask) => mask is > Modalities.None and <= Modalities.All
        ? new(mask.ToName())
        : throw new ArgumentOutOfRangeException(nameof(mask), mask, "is not a mask of t, v, a");

    /// <summary>Reads a name.</summary>
    public static Result<RepresentationName> Parse(string? text, string field = "representation") => text switch
    {
        null or "" => Error.Missing(field, "Give the name of a stored vector, such as va or v."),
        _ when Form().IsMatch(text) => new RepresentationName(text),
        _ => Error.Invalid(field, text, "is not the name of a representation", "Use 1 to 63 of a-z, 0-9, '.', '_' and '-', such as va or clip.v."),
    };

    /// <summary>Makes a name of text that is known to be valid, such as stored state.</summary>
    /// <exception cref="FormatException">The text is not a valid name.</exception>
    public static RepresentationName From(string text) =>
        Parse(text) is { IsOk: true } name ? name.Value : throw new FormatException($"'{text}' is not a valid RepresentationName.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9._-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
