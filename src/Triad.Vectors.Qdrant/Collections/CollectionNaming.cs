using System.Text.RegularExpressions;
using Triad.Core.Identity;

namespace Triad.Vectors.Qdrant.Collections;

/// <summary>Names of collections and shard keys.</summary>
internal static partial class CollectionNaming
{
    /// <summary>The shard key of all tenants that have none of their own. No tenant can be called so.</summary>
    public const string SharedKey = "_shared";

    /// <summary>
    /// The collection of a space: an id of a package never has '@', and the last '_' stands before the hash, so two spaces never share a
    /// name.
    /// </summary>
    public static string OfSpace(string prefix, SpaceId space) => prefix + space.Value.Replace('@', '_');

    /// <summary>The space of a collection's name; null where it is no collection of a space of ours.</summary>
    public static SpaceId? SpaceOf(string prefix, string collection)
    {
        var last = collection.LastIndexOf('_');
        return collection.StartsWith(prefix, StringComparison.Ordinal)
            && last >= prefix.Length
            && SpaceId.Parse($"{collection[prefix.Length..last]}@{collection[(last + 1)..]}") is { IsOk: true } space
                ? space.Value
                : null;
    }

    /// <summary>The collection that says in which space each shard is. No space has this name: it has no hash.</summary>
    public static string OfDirectory(string prefix) => $"{prefix}shards";

    /// <summary>The shard key of a tenant that has one of its own.</summary>
    public static string KeyOf(TenantId tenant) => tenant.Value;

    /// <summary>Whether names of collections may begin so.</summary>
    public static bool IsPrefix(string? prefix) => prefix is not null && Prefix().IsMatch(prefix);

    [GeneratedRegex(@"\A[a-z0-9_-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
