namespace Triad.Architecture.Tests.PublicApi;

/// <summary>
/// What src/ uses of the listed assemblies, as it was when it was last compared with the listings: the guard where they are not beside the checkout.
/// A line without an id names an assembly that has a listing.
/// </summary>
internal static class CheckedUses
{
    /// <summary>Set to 1 to write the file anew, in a checkout that has the listings beside it.</summary>
    public const string NoteVariable = "TRIAD_NOTE_API";

    private const char Separator = '\t';

    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "tests", "Data", "api-in-use.txt");

    /// <summary>All lines.</summary>
    public static IReadOnlySet<string> Read() => File.ReadLines(Path).ToHashSet(StringComparer.Ordinal);

    /// <summary>The assemblies that have a listing.</summary>
    public static IReadOnlySet<string> Assemblies { get; } = Read().Where(line => !line.Contains(Separator)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A use as a line.</summary>
    public static string Line(string assembly, string id) => $"{assembly}{Separator}{id}";

    /// <summary>Writes the file.</summary>
    public static void Write(IEnumerable<string> assemblies, IEnumerable<string> uses) =>
        File.WriteAllLines(Path, assemblies.Concat(uses).Distinct().Order(StringComparer.Ordinal));
}
