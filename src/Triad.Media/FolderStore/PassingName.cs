using System.Globalization;

namespace Triad.Media.FolderStore;

/// <summary>Names of things that are gone soon: they tell when they were made, so that what a dead process left behind is known.</summary>
internal static class PassingName
{
    /// <summary>A new name.</summary>
    public static string New(TimeProvider time) =>
        FormattableString.Invariant($"{time.GetUtcNow().ToUnixTimeSeconds()}-{Guid.NewGuid():n}");

    /// <summary>True where a name was made before an instant, or not by this class.</summary>
    public static bool IsOlder(string name, DateTimeOffset than)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return !long.TryParse(dash < 0 ? name : name[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var made)
            || made < than.ToUnixTimeSeconds();
    }
}
