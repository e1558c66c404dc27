using System.Text;
using Triad.Core.Errors;

namespace Triad.Media.Captions;

/// <summary>Turns caption bytes into text: UTF-8, or UTF-16 told by its byte order mark or its zero bytes.</summary>
internal static class CaptionEncoding
{
    private const string Remedy = "Save the captions as UTF-8.";
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>The text, without its byte order mark.</summary>
    public static Result<string> Decode(ReadOnlySpan<byte> bytes)
    {
        var encoding = Choose(bytes);
        try
        {
            return encoding.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException failure)
        {
            var line = 1 + bytes[..Math.Clamp(failure.Index, 0, bytes.Length)].Count((byte)'\n');
            return CaptionErrors.At(line, $"byte {failure.Index}", $"is not {encoding.WebName}", Remedy);
        }
    }

    private static Encoding Choose(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => LittleEndian,
        [0xFE, 0xFF, ..] => BigEndian,
        [not 0, 0, not 0, 0, ..] => LittleEndian,
        [0, not 0, 0, not 0, ..] => BigEndian,
        _ => Utf8,
    };
}
