using System.Globalization;
using System.Text;

namespace Triad.Benchmarks.Scaling;

/// <summary>The day as a picture: replicas above, videos that wait below, a line a policy.</summary>
internal static class DayPicture
{
    private const int Width = 960;
    private const int Height = 180;
    private const int Left = 60;
    private const int Top = 40;
    private const int Gap = 60;

    private static readonly string[] Colours = ["#0b6e4f", "#b5651d", "#5b5f97", "#8d99ae"];

    /// <summary>The picture as SVG.</summary>
    public static string Of(IReadOnlyList<DayResult> days)
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + 20} {Top + (2 * Height) + Gap + 50}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        foreach (var (i, day) in days.Index())
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left + (i * 220)}\" y=\"16\" fill=\"{Colours[i % Colours.Length]}\">{day.Name}</text>");
        Panel(svg, Top, "replicas", days, day => day.Replicas);
        Panel(svg, Top + Height + Gap, "videos waiting", days, day => day.Waiting);
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void Panel(StringBuilder svg, int top, string title, IReadOnlyList<DayResult> days, Func<DayResult, IReadOnlyList<int>> line)
    {
        var most = Math.Max(1, days.Max(day => line(day).Max()));
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{top - 6}\">{title}, at most {most}</text>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{top}\" width=\"{Width}\" height=\"{Height}\" fill=\"none\" stroke=\"#cccccc\"/>");
        for (var hour = 0; hour <= 24; hour += 4)
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left + (hour * Width / 24)}\" y=\"{top + Height + 16}\" text-anchor=\"middle\">{hour}:00</text>");
        foreach (var (i, day) in days.Index())
        {
            // A point every four minutes: more cannot be seen.
            var points = line(day).Index().Where(point => point.Index % 4 == 0).Select(point => string.Create(
                CultureInfo.InvariantCulture, $"{Left + (point.Index * Width / 1440.0):F1},{top + Height - (point.Item * (double)Height / most):F1}"));
            svg.AppendLine(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{Colours[i % Colours.Length]}\" stroke-width=\"1.5\" points=\"{string.Join(' ', points)}\"/>");
        }
    }
}
