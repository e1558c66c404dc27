using System.Text;
using Triad.Core.Text;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Normalizers;

/// <summary>BERT's: control characters out, Chinese characters apart, accents off, lower case.</summary>
internal sealed class BertNormalizer(bool clean, bool chinese, bool stripAccents, bool lower) : INormalizer
{
    /// <summary>Reads its settings. Where it is not said, accents go with capitals.</summary>
    public static BertNormalizer Read(HubJson json)
    {
        var lower = json["lowercase"].Truth(true);
        return new BertNormalizer(
            json["clean_text"].Truth(true), json["handle_chinese_chars"].Truth(true), json["strip_accents"].Truth(lower), lower);
    }

    /// <summary>A text without the marks on its letters.</summary>
    public static string WithoutAccents(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!CharacterClass.IsAccent(rune))
                plain.Append(rune.ToString());
        return plain.ToString();
    }

    /// <inheritdoc/>
    public string Normalize(string text)
    {
        if (clean || chinese)
            text = CleanUp(text);
        if (stripAccents)
            text = WithoutAccents(UnicodeText.ToNfd(text));
        return lower ? LowerCase.OfCodePoints(text) : text;
    }

    private string CleanUp(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean && (rune.Value is 0 or 0xFFFD || CharacterClass.IsControl(rune)))
                continue;
            if (clean && Rune.IsWhiteSpace(rune))
                cleaned.Append(' ');
            else if (chinese && CharacterClass.IsChinese(rune))
                cleaned.Append(' ').Append(rune.ToString()).Append(' ');
            else
                cleaned.Append(rune.ToString());
        }

        return cleaned.ToString();
    }
}
