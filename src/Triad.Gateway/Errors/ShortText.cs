using System.Text;

namespace Triad.Gateway.Errors;

/// <summary>Cuts texts to what a header carries.</summary>
internal static class ShortText
{
    private const string Mark = "…";

    /// <summary>The text, or as many of its first characters as fit with a mark that there were more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cost">What a character costs.</param>
    /// <param name="most">What they may cost together.</param>
    public static string Fit(string text, Func<Rune, int> cost, int most)
    {
        var spent = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            spent += cost(rune);
            if (spent > most)
                return string.Concat(text.AsSpan(0, length), Mark);
            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>Bytes of a character in a message.</summary>
    public static int InUtf8(Rune rune) => rune.Utf8SequenceLength;

    /// <summary>Bytes of a character in <c>grpc-message</c>: what is not printable ASCII is written as a percent sign and two digits a byte.</summary>
    public static int InGrpcMessage(Rune rune) => rune.Value is >= ' ' and <= '~' and not '%' ? 1 : 3 * rune.Utf8SequenceLength;
}
