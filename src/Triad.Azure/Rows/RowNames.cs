namespace Triad.Azure.Rows;

/// <summary>
/// What the blobs of rows are called: <c>rows/owner/key!</c> and <c>epochs/owner</c>. Azure drops a dot at the end of a name; the mark
/// behind the key, which no key has, keeps it.
/// </summary>
internal static class RowNames
{
    /// <summary>Sorts before every character of a key, so that names sort as keys do.</summary>
    public const char End = '!';

    public static string PrefixOf(string owner) => $"rows/{owner}/";

    public static string Of(string owner, string key) => $"{PrefixOf(owner)}{key}{End}";

    public static string KeyOf(string blob, string owner) => blob[PrefixOf(owner).Length..^1];

    public static string EpochOf(string owner) => $"epochs/{owner}";
}
