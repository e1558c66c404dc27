using System.Collections;
using System.Reflection;

namespace Triad.Deployment.Tests.Settings;

/// <summary>The settings of the server, by the classes that it binds them to: each has a constant Section.</summary>
internal static class KnownSettings
{
    private const string SectionField = "Section";

    // Read by their names, and bound to no class.
    private static readonly string[] ByName = ["Triad:Qdrant:ApiKeyFile"];

    private static readonly ILookup<string, Type> Sections = Directory.EnumerateFiles(AppContext.BaseDirectory, "Triad.*.dll")
        .Where(file => !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal))
        .SelectMany(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)).GetTypes())
        .Select(type => (Type: type, Section: SectionOf(type)))
        .Where(one => one.Section?.StartsWith("Triad:", StringComparison.Ordinal) == true)
        .ToLookup(one => one.Section!, one => one.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many sections there are.</summary>
    public static int Count => Sections.Count;

    /// <summary>True where the server reads it.</summary>
    /// <param name="name">Its name with colons, such as Triad:Cluster:Provider.</param>
    public static bool Has(string name)
    {
        var words = name.Split(':');
        return ByName.Contains(name) || Enumerable.Range(1, words.Length - 1)
            .Any(length => Sections[string.Join(':', words[..length])].Any(type => Leads(type, words[length..])));
    }

    private static string? SectionOf(Type type) =>
        type.GetField(SectionField, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static) is { IsLiteral: true } field
            ? field.GetRawConstantValue() as string
            : null;

    private static bool Leads(Type type, string[] words)
    {
        if (words.Length == 0)
            return !IsOurs(type) && ItemOf(type) is null;
        if (ItemOf(type) is { } item)
            return Leads(item, words[1..]);
        return IsOurs(type)
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault(one => one.CanWrite && one.Name == words[0]) is { } property
            && Leads(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, words[1..]);
    }

    private static bool IsOurs(Type type) => type is { IsEnum: false, Namespace: { } space } && space.StartsWith("Triad", StringComparison.Ordinal);

    // What a list or a dictionary holds; null for what is neither.
    private static Type? ItemOf(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable))
        ? type.IsArray ? type.GetElementType() : type.GetGenericArguments().LastOrDefault()
        : null;
}
