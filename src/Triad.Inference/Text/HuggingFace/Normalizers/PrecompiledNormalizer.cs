using System.Globalization;
using System.Text;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Normalizers;

/// <summary>
/// SentencePiece's table of replacements. A short group of characters that a reader takes as one is looked up as a whole, and else its
/// characters one by one; of several entries that a group begins with the shortest counts, as in the original.
/// </summary>
internal sealed class PrecompiledNormalizer(CharacterMap map) : INormalizer
{
    // Longer groups, such as families of emoji, are never looked up as a whole.
    private const int MostGroupBytes = 5;
    private const int MostRuneBytes = 4;

    /// <summary>Reads the table.</summary>
    public static PrecompiledNormalizer Read(HubJson json)
    {
        var field = json["precompiled_charsmap"];
        try
        {
            return new PrecompiledNormalizer(CharacterMap.Read(Convert.FromBase64String(field.Text())));
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            throw field.Because("is no table of SentencePiece in base 64");
        }
    }

    /// <inheritdoc/>
    public string Normalize(string text)
    {
        var changed = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            Append(text.AsSpan(at, length), changed);
            at += length;
        }

        return changed.ToString();
    }

    private void Append(ReadOnlySpan<char> group, StringBuilder changed)
    {
        Span<byte> bytes = stackalloc byte[MostGroupBytes];
        if (Encoding.UTF8.TryGetBytes(group, bytes, out var written) && map.Find(bytes[..written]) is { } whole)
        {
            changed.Append(whole);
            return;
        }

        Span<byte> single = stackalloc byte[MostRuneBytes];
        foreach (var rune in group.EnumerateRunes())
            changed.Append(map.Find(single[..rune.EncodeToUtf8(single)]) ?? rune.ToString());
    }
}
