using System.Text.Json;

namespace Triad.Core.Filters;

/// <summary>
/// Filters as text, for whatever leaves the process: JSON, each condition under the name that <see cref="Condition"/> gives it. The names
/// and members are fixed for ever, since another version may read them.
/// </summary>
public static class FilterText
{
    /// <summary>Writes a filter.</summary>
    public static string Write(Filter filter) => JsonSerializer.Serialize(filter, FilterJson.Default.Filter);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a filter, or names a condition that this version does not know.</exception>
    public static Filter Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, FilterJson.Default.Filter) ?? throw new FormatException("The text is no filter.");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new FormatException($"The text is no filter: {problem.Message}", problem);
        }
    }
}
