using System.Globalization;
using System.Numerics;

namespace Triad.Cli.Metadata;

/// <summary>Numbers that a double gives back as they were written: 0.1 and 1e3 are, 12345678901234567890 is not.</summary>
internal static class ExactNumber
{
    private const NumberStyles Written = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number, or null where the text is none or would change.</summary>
    public static double? Parse(string text)
    {
        if (!double.TryParse(text, Written, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return null;
        return Worth(text) is { } written && written == Worth(number.ToString("R", CultureInfo.InvariantCulture)) ? number : null;
    }

    /// <summary>The whole number, or null where the text is none or would change.</summary>
    public static double? ParseInteger(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? Parse(text) : null;

    // Digits without zeros at their end, and the power of ten of the last one; null of a power beyond all numbers.
    private static (BigInteger Digits, int Exponent)? Worth(string text)
    {
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var exponent = 0;
        if (mark >= 0 && !int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return null;
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = BigInteger.Parse(mantissa.Replace(".", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (digits.IsZero)
            return (digits, 0);
        while (digits % 10 == 0)
        {
            digits /= 10;
            exponent++;
        }

        return (digits, exponent);
    }
}
