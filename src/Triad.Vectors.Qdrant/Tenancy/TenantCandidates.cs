using System.Collections.Concurrent;
using Triad.Core.Identity;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Tenants that this process wrote to since it last looked whether they are to be moved, and how often it searched which: bounded sets.
/// </summary>
internal sealed class TenantCandidates
{
    // Beyond this a tenant is noted at a later write or search of it.
    private const int MaxNoted = 10_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, SpaceId Space), byte> _noted = [];
    private ConcurrentDictionary<(TenantId Tenant, SpaceId Space), SearchCount> _searches = [];

    /// <summary>True once this process has searched: it is one of those that know how busy tenants are.</summary>
    public bool SeesSearches { get; private set; }

    /// <summary>Notes that a tenant's points in a space have become more or fewer.</summary>
    public void Note(TenantId tenant, SpaceId space)
    {
        if (_noted.Count < MaxNoted)
            _noted.TryAdd((tenant, space), 0);
    }

    /// <summary>Counts a search.</summary>
    public void NoteSearch(TenantId tenant, SpaceId space)
    {
        SeesSearches = true;
        var searches = Volatile.Read(ref _searches);
        if (searches.TryGetValue((tenant, space), out var count) || searches.Count < MaxNoted)
            (count ?? searches.GetOrAdd((tenant, space), static _ => new SearchCount())).Add();
    }

    /// <summary>Takes all that were noted.</summary>
    public IReadOnlyList<(TenantId Tenant, SpaceId Space)> Take()
    {
        var taken = _noted.Keys.ToList();
        foreach (var candidate in taken)
            _noted.TryRemove(candidate, out _);
        return taken;
    }

    /// <summary>Takes the counts of searches since the last time. One that is counted meanwhile may be lost.</summary>
    public IReadOnlyDictionary<(TenantId Tenant, SpaceId Space), long> TakeSearches() =>
        Interlocked.Exchange(ref _searches, []).ToDictionary(entry => entry.Key, entry => entry.Value.Value);

    private sealed class SearchCount
    {
        private long _value;

        public long Value => Volatile.Read(ref _value);

        public void Add() => Interlocked.Increment(ref _value);
    }
}
