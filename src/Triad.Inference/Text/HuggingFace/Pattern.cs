using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>A pattern of a tokenizer.json: plain text, or a regular expression over code points.</summary>
internal sealed class Pattern
{
    // Texts are short: an expression that takes longer than this goes back and forth for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Regex _regex;

    private Pattern(Regex regex) => _regex = regex;

    /// <summary>An expression of our own.</summary>
    public static Pattern Of(Regex regex) => new(regex);

    /// <summary>Reads <c>{"String": ...}</c> or <c>{"Regex": ...}</c>.</summary>
    public static Pattern Read(HubJson json)
    {
        var text = json["String"];
        return text.IsNull ? Compile(json["Regex"]) : new Pattern(Make(Regex.Escape(text.Text()), RegexOptions.NonBacktracking));
    }

    /// <summary>Where the pattern is in a text, in order; empty matches are left out.</summary>
    /// <exception cref="RegexMatchTimeoutException">It takes too long on this text.</exception>
    public List<Range> Find(string text)
    {
        var found = new List<Range>();
        foreach (var match in _regex.EnumerateMatches(WithStandIns(text)))
            if (match.Length > 0)
                found.Add(match.Index..(match.Index + match.Length));
        return found;
    }

    private static Pattern Compile(HubJson json)
    {
        var expression = json.Text();
        try
        {
            return new Pattern(Make(expression, RegexOptions.NonBacktracking));
        }
        catch (NotSupportedException)
        {
            return new Pattern(Make(expression, RegexOptions.None));
        }
        catch (ArgumentException)
        {
            throw json.Because($"is the expression '{expression}', which this version cannot read");
        }
    }

    private static Regex Make(string expression, RegexOptions options) =>
        new(expression, options | RegexOptions.CultureInvariant, Patience);

    // .NET matches UTF-16 units, where half of a pair has no class of its own. Each half is replaced with a character of the pair's class.
    private static string WithStandIns(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var copy = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.IsBmp)
                copy.Append((char)rune.Value);
            else
                copy.Append(StandIn(Rune.GetUnicodeCategory(rune)), 2);
        return copy.ToString();
    }

    private static char StandIn(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => '\uA640',
        UnicodeCategory.LowercaseLetter => '\uA641',
        UnicodeCategory.TitlecaseLetter => '\u1F88',
        UnicodeCategory.ModifierLetter => '\uA7F8',
        UnicodeCategory.OtherLetter => '\uA7F7',
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => '\uA66F',
        UnicodeCategory.SpacingCombiningMark => '\uA823',
        UnicodeCategory.DecimalDigitNumber => '\uA620',
        UnicodeCategory.LetterNumber => '\uA6E6',
        UnicodeCategory.OtherNumber => '\uA830',
        UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => '\uE000',
        UnicodeCategory.DashPunctuation or UnicodeCategory.OtherPunctuation or UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation => '\uA673',
        _ => '\uA828',
    };
}
