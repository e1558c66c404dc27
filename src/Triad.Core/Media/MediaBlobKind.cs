namespace Triad.Core.Media;

/// <summary>A kind of blob that a video can have, told by how its name begins.</summary>
/// <param name="Name">What it is called in receipts: a-z and hyphens.</param>
/// <param name="Prefix">How the names of its blobs begin: "source" is that of "source" and of "source.3f2a".</param>
public sealed record MediaBlobKind(string Name, string Prefix)
{
    /// <summary>How the names of shards' files begin that lie in the store for a while.</summary>
    public const string ShardPrefix = "shard";

    /// <summary>What blobs of no known kind are counted as.</summary>
    public const string Other = "media-other";

    /// <summary>False where a video has none by itself: they are the tenant's.</summary>
    public bool IsOfVideos { get; init; } = true;

    /// <summary>All kinds. Whoever writes blobs of another adds it here, or an erasure's receipt counts them as <see cref="Other"/>.</summary>
    public static IReadOnlyList<MediaBlobKind> All { get; } =
    [
        new("media-originals", "source"),
        new("media-captions", "captions"),
        new("media-tokens", "mel"),
        new("vectors-offloaded", ShardPrefix) { IsOfVideos = false },
    ];

    /// <summary>The name of the kind of a blob.</summary>
    public static string Of(string blob)
    {
        var dot = blob.IndexOf('.', StringComparison.Ordinal);
        var prefix = dot < 0 ? blob : blob[..dot];
        return All.FirstOrDefault(kind => kind.Prefix == prefix)?.Name ?? Other;
    }
}
