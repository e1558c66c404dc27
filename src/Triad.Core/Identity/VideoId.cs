using System.Text.RegularExpressions;
using Triad.Core.Errors;

namespace Triad.Core.Identity;

/// <summary>A video's id, unique in its tenant; chosen by the user or drawn by the platform.</summary>
public readonly partial record struct VideoId
{
    private readonly string? _value;

    private VideoId(string value) => _value = value;

    /// <summary>Stands in place of a video where the index keeps files of a tenant in the media store. No video can have this id.</summary>
    public static VideoId OfIndex { get; } = new("-index");

    /// <summary>The id as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An uninitialised VideoId has no value.");

    /// <summary>Reads an id: 1 to 128 letters, digits, dots, underscores and hyphens, beginning with a letter or digit.</summary>
    public static Result<VideoId> Parse(string? text, string field = "video_id") => text switch
    {
        null or "" => Error.Missing(field, "Give 1 to 128 letters, digits, dots, underscores and hyphens, beginning with a letter or digit."),
        _ when Form().IsMatch(text) => new VideoId(text),
        _ => Error.Invalid(field, text, "is not a valid id", "Give 1 to 128 letters, digits, dots, underscores and hyphens, beginning with a letter or digit."),
    };

    /// <summary>Makes an id of text that is known to be valid, such as stored state.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static VideoId From(string text) =>
        Parse(text) is { IsOk: true } id ? id.Value : throw new FormatException($"'{text}' is not a valid VideoId.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
