using System.Collections.Immutable;
using Triad.Core.Text;

namespace Triad.Core.Metadata;

/// <summary>A value of a video's metadata: a text, a number, a truth value or a list of texts. Exactly one is set.</summary>
public sealed record MetadataValue
{
    private MetadataValue()
    {
    }

    /// <summary>The text, or null.</summary>
    public string? Text { get; private init; }

    /// <summary>The number, or null; never NaN or infinite.</summary>
    public double? Number { get; private init; }

    /// <summary>The truth value, or null.</summary>
    public bool? Flag { get; private init; }

    /// <summary>The list of texts, or null.</summary>
    public ImmutableArray<string>? Texts { get; private init; }

    /// <summary>A text.</summary>
    public static MetadataValue Of(string text) => new() { Text = text };

    /// <summary>A number.</summary>
    public static MetadataValue Of(double number) => new() { Number = number };

    /// <summary>A truth value.</summary>
    public static MetadataValue Of(bool flag) => new() { Flag = flag };

    /// <summary>A list of texts.</summary>
    public static MetadataValue Of(ImmutableArray<string> texts) => new() { Texts = texts };

    /// <summary>The value of which exactly one kind is given, as stored state and messages have it; the empty list where none is.</summary>
    public static MetadataValue Of(string? text, double? number, bool? flag, ImmutableArray<string>? texts) => (text, number, flag) switch
    {
        ({ } value, _, _) => Of(value),
        (_, { } value, _) => Of(value),
        (_, _, { } value) => Of(value),
        _ => Of(texts ?? []),
    };

    /// <summary>
    /// True where a filter that asks for this value finds another one: the same value, or a list that has this text. Texts are compared in
    /// normalisation form C, since one name is written in two ways: names from macOS are decomposed.
    /// </summary>
    public bool Finds(MetadataValue stored) => this switch
    {
        { Text: { } text } => stored.Text is { } own
            ? UnicodeText.AreSame(text, own)
            : stored.Texts is { } some && some.Any(one => UnicodeText.AreSame(text, one)),
        { Texts: { } texts } => stored.Texts is { } others
            && texts.Length == others.Length
            && texts.Zip(others).All(pair => UnicodeText.AreSame(pair.First, pair.Second)),
        _ => Equals(stored),
    };

    /// <inheritdoc/>
    public bool Equals(MetadataValue? other) =>
        other is not null
        && Text == other.Text
        && Number == other.Number
        && Flag == other.Flag
        && (Texts is { } mine ? other.Texts is { } others && mine.SequenceEqual(others) : other.Texts is null);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Number, Flag, Texts?.Length);
}
