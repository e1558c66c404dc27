using System.Globalization;
using System.Text;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Filters;

/// <summary>
/// Splits texts as a text index does. The multilingual tokenizer of a server takes words of Chinese and Japanese from models; here a run
/// of one script is a word.
/// </summary>
internal sealed class Tokens
{
    private readonly TextIndexParams _settings;
    private readonly HashSet<string> _stopwords;

    public Tokens(TextIndexParams? settings)
    {
        _settings = settings ?? new TextIndexParams { Tokenizer = TokenizerType.Word };
        var stemmer = _settings.Stemmer?.StemmingParamsCase ?? StemmingAlgorithm.StemmingParamsOneofCase.None;
        if (stemmer == StemmingAlgorithm.StemmingParamsOneofCase.Snowball)
            throw Refusal.Uncomputed("stems of words");
        if (_settings.Stopwords?.Languages.Count > 0)
            throw Refusal.Uncomputed("the stopwords of languages");
        _stopwords = [.. _settings.Stopwords?.Custom.Select(Cased) ?? []];
    }

    public List<string> OfDocument(string text) =>
        _settings.Tokenizer == TokenizerType.Prefix ? [.. Words(text).SelectMany(Prefixes)] : [.. Words(text).Where(IsShortEnough)];

    public List<string> OfQuery(string text) =>
        _settings.Tokenizer == TokenizerType.Prefix
            ? [.. Words(text).Select(word => word[..Math.Min(word.Length, Longest)])]
            : OfDocument(text);

    private int Longest => _settings.HasMaxTokenLen ? (int)_settings.MaxTokenLen : int.MaxValue;

    private int Shortest => _settings.HasMinTokenLen ? (int)_settings.MinTokenLen : 1;

    private IEnumerable<string> Words(string text) =>
        Parts(text).Select(Folded).Select(Cased).Where(word => word.Length >= Shortest && !_stopwords.Contains(word));

    private IEnumerable<string> Parts(string text) => _settings.Tokenizer switch
    {
        TokenizerType.Whitespace => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        TokenizerType.Multilingual => Runs(Plain(text)).Where(run => run.Any(char.IsLetter)),
        _ => Runs(text, sameScript: false),
    };

    private bool IsShortEnough(string word) => word.Length <= Longest;

    private IEnumerable<string> Prefixes(string word) =>
        Enumerable.Range(Shortest, Math.Max(0, Math.Min(word.Length, Longest) - Shortest + 1)).Select(length => word[..length]);

    private string Cased(string word) => _settings is { HasLowercase: true, Lowercase: false } ? word : word.ToLowerInvariant();

    private string Folded(string word) => _settings is { HasAsciiFolding: true, AsciiFolding: true } ? Plain(word) : word;

    // Compatible forms become one, and marks go.
    private static string Plain(string text)
    {
        var letters = text.Normalize(NormalizationForm.FormKD)
            .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).Normalize(NormalizationForm.FormC);
    }

    private static IEnumerable<string> Runs(string text, bool sameScript = true)
    {
        var run = new StringBuilder();
        var script = Script.Other;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = ScriptOf(rune);
            var isWord = Rune.IsLetterOrDigit(rune);
            if (run.Length > 0 && (!isWord || (sameScript && next != script)))
            {
                yield return run.ToString();
                run.Clear();
            }

            if (isWord)
                run.Append(rune);
            script = next;
        }

        if (run.Length > 0)
            yield return run.ToString();
    }

    private static Script ScriptOf(Rune rune) => rune.Value switch
    {
        >= 0x3040 and <= 0x30ff or >= 0x31f0 and <= 0x31ff => Script.Kana,
        >= 0x3400 and <= 0x9fff or >= 0xf900 and <= 0xfaff or >= 0x20000 and <= 0x3ffff => Script.Han,
        _ => Script.Other,
    };

    private enum Script
    {
        Other,
        Kana,
        Han,
    }
}
