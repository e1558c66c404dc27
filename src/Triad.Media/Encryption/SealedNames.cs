using Triad.Core.Media;

namespace Triad.Media.Encryption;

/// <summary>
/// How encrypted blobs are told from those that builds before encryption have stored: by name, so that no content, however it begins, is taken for the
/// other kind.
/// </summary>
internal static class SealedNames
{
    private const string Suffix = ".enc";

    /// <summary>The key below which an encrypted blob lies.</summary>
    public static MediaKey Of(MediaKey key) => key with { Name = MediaName.Checked(key) + Suffix };

    /// <summary>The name of the blob that lies there, and whether it is encrypted.</summary>
    public static (string Name, bool IsSealed) Read(string stored) =>
        stored.EndsWith(Suffix, StringComparison.Ordinal) ? (stored[..^Suffix.Length], true) : (stored, false);
}
