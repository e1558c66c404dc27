using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Triad.Testing.Settings;

/// <summary>Settings as text, so that a test can hold all the defaults of a class before a reader's eyes.</summary>
public static class SettingText
{
    /// <summary>A line for each setting that can be set, by its path: <c>Limits:MaxHits = 1000</c>.</summary>
    public static string Of(object options) => string.Join('\n', Lines(options, ""));

    private static IEnumerable<string> Lines(object options, string path)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            var (name, value) = (path + property.Name, property.GetValue(options));
            if (value?.GetType() is { IsClass: true, Namespace: { } space } && space.StartsWith("Triad", StringComparison.Ordinal))
            {
                foreach (var line in Lines(value, $"{name}:"))
                    yield return line;
            }
            else
            {
                yield return $"{name} = {Text(value)}";
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
