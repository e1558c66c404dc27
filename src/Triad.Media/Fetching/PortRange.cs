using System.Globalization;

namespace Triad.Media.Fetching;

/// <summary>Ports from one to another.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
internal readonly record struct PortRange(int First, int Last)
{
    private const int Highest = 65535;

    /// <summary>True for a port in the range.</summary>
    public bool Has(int port) => port >= First && port <= Last;

    /// <summary>Reads "443" or "8000-8999"; null where the text is neither.</summary>
    public static PortRange? Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length > 2 || Number(parts[0]) is not { } first || Number(parts[^1]) is not { } last || first > last)
            return null;
        return new PortRange(first, last);
    }

    /// <inheritdoc/>
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Highest ? number : null;
}
