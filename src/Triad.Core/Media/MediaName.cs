using System.Text.RegularExpressions;

namespace Triad.Core.Media;

/// <summary>The rule for names of blobs. Names are made by the platform, so a wrong one is a bug and not a user's mistake.</summary>
public static partial class MediaName
{
    /// <summary>Checks a key's name. The four characters over a hundred are for an ending that a store gives it.</summary>
    /// <exception cref="ArgumentException">The name could leave its folder or hide.</exception>
    public static string Checked(MediaKey key) => key.Name is not null && Form().IsMatch(key.Name)
        ? key.Name
        : throw new ArgumentException(
            $"'{key.Name}' is not a blob's name: 1 to 100 of a-z, 0-9, dot, underscore and hyphen, not beginning with a dot.",
            nameof(key));

    [GeneratedRegex(@"\A[a-z0-9_-][a-z0-9._-]{0,103}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
