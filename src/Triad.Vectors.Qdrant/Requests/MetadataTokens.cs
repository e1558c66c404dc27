using System.Globalization;
using System.Text;
using Triad.Core.Metadata;
using Triad.Core.Text;

namespace Triad.Vectors.Qdrant.Requests;

/// <summary>
/// Metadata as words, so that one keyword index serves every key that users make up. A stored value has a word for each value that finds it
/// (<see cref="MetadataValue.Finds"/>), and a filter asks for the word of the value that it wants.
/// </summary>
internal static class MetadataTokens
{
    private const char Text = 't';
    private const char List = 'l';
    private const char Number = 'n';
    private const char Flag = 'f';
    private const char Present = 'p';

    /// <summary>The words of a stored value.</summary>
    public static IEnumerable<string> Of(string key, MetadataValue value)
    {
        yield return OfPresence(key);
        yield return Wanted(key, value);
        foreach (var text in value.Texts ?? [])
            yield return Wanted(key, MetadataValue.Of(text));
    }

    /// <summary>The word of a value that a filter wants.</summary>
    public static string Wanted(string key, MetadataValue value) => value switch
    {
        { Text: { } text } => Word(key, Text, UnicodeText.ToNfc(text)),
        { Number: { } number } => Word(key, Number, (number + 0.0).ToString("R", CultureInfo.InvariantCulture)), // -0 + 0 is 0.
        { Flag: { } flag } => Word(key, Flag, flag ? "true" : "false"),
        _ => Word(key, List, Joined(value.Texts ?? [])),
    };

    /// <summary>The word of a key that is there, whatever its value.</summary>
    public static string OfPresence(string key) => Word(key, Present, string.Empty);

    // Lengths go before what users write, so that no key with a colon in it looks like another key with its value.
    private static string Word(string key, char kind, string value) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Length}:{key}:{kind}:{value}");

    private static string Joined(IReadOnlyCollection<string> texts)
    {
        var joined = new StringBuilder();
        foreach (var text in texts.Select(UnicodeText.ToNfc))
            joined.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
        return joined.ToString();
    }
}
