namespace Triad.Architecture.Tests.PublicApi;

/// <summary>The public API of a real assembly: a documentation id a line, for methods, properties and fields with ` : ` and the type.</summary>
internal static class ApiListing
{
    private const string Extension = ".api.txt";

    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "reference-api");

    public static bool AreHere => Directory.Exists(Folder);

    /// <summary>Names of the assemblies that have a listing.</summary>
    public static IReadOnlySet<string> Assemblies { get; } = AreHere
        ? Directory.EnumerateFiles(Folder, "*" + Extension).Select(file => Path.GetFileName(file)[..^Extension.Length]).ToHashSet()
        : [];

    /// <summary>Every listing, by the name of its assembly.</summary>
    public static Dictionary<string, IReadOnlySet<string>> All() => Assemblies.ToDictionary(name => name, Read);

    /// <summary>The lines of a listing, constants' values and the braces of accessors left off; an accessor is a line of its own.</summary>
    public static IReadOnlySet<string> Read(string assembly) =>
        File.ReadLines(Path.Combine(Folder, assembly + Extension)).SelectMany(Normalise).ToHashSet();

    private static IEnumerable<string> Normalise(string line)
    {
        if (line.StartsWith("P:", StringComparison.Ordinal) && line.IndexOf(" { ", StringComparison.Ordinal) is > 0 and var brace)
        {
            foreach (var accessor in line[(brace + 3)..].TrimEnd('}', ' ').Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                yield return $"{line[..brace]} {accessor}";
        }
        else
        {
            yield return line.Split(" = ")[0];
        }
    }
}
