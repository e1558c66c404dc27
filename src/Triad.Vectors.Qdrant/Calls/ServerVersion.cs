using Triad.Core.Errors;

namespace Triad.Vectors.Qdrant.Calls;

/// <summary>Which servers will do.</summary>
internal static class ServerVersion
{
    /// <summary>Older ones lose live points from filtered searches, or deleted ones come back after a restart.</summary>
    public static Version Floor { get; } = new(1, 19);

    /// <summary>Null where a server of this version will do.</summary>
    public static Error? Check(string version, Uri endpoint) =>
        Version.TryParse(version.Split('-', '+')[0], out var known) && known >= Floor
            ? null
            : QdrantErrors.Broken($"Qdrant at {endpoint} is version '{version}'.", $"Run Qdrant {Floor} or later.");
}
