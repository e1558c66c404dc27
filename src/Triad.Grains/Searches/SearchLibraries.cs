using Triad.Core.Identity;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Grains.Searches;

/// <summary>
/// The libraries that a search goes through, the asking tenant's own first. Wherever shards of several stand beside each other (page tokens, frozen
/// rankings), a shard's number says whose it is; those of the own library are as they always were.
/// </summary>
internal sealed class SearchLibraries(IReadOnlyList<SearchLibrary> all)
{
    // A lineage has 256 shards: 65,536 changes of a tenant's model have room.
    private const int ShardBits = 24;

    private const int ShardMask = (1 << ShardBits) - 1;

    /// <summary>All of them.</summary>
    public IReadOnlyList<SearchLibrary> All => all;

    /// <summary>The asking tenant's own.</summary>
    public SearchLibrary Own => all[0];

    /// <summary>The place of the library that a number belongs to.</summary>
    public static int PlaceOf(int number) => number >> ShardBits;

    /// <summary>The numbers of all shards of a library.</summary>
    public static IEnumerable<int> NumbersOf(SearchLibrary library) =>
        Enumerable.Range((library.Place << ShardBits) | library.FirstShard, library.ShardCount);

    /// <summary>The library that a number belongs to.</summary>
    public SearchLibrary Of(int number) => all[PlaceOf(number)];

    /// <summary>The shard that a number stands for.</summary>
    public ShardId ShardOf(int number) => new(Of(number).Tenant, number & ShardMask);

    /// <summary>The grant of an id.</summary>
    public Grant GrantOf(string grantId) =>
        all.SelectMany(library => library.Grants).First(entry => entry.Grant.Id == grantId).Grant;
}
