namespace Triad.Grains.Searches;

/// <summary>
/// Which reader searches ask. With the embedded index it goes by the shard's grain to the silo that has the shard; a remote index is asked by itself, and
/// its composition registers its reader under this key before the grains are added.
/// </summary>
public static class SearchReaders
{
    /// <summary>The key of the service.</summary>
    public const string Key = "searches";
}
