using System.Collections.Concurrent;
using Triad.Core.Identity;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>Tenants that this silo wrote to since it last looked whether they are to be moved: a bounded set.</summary>
internal sealed class TenantCandidates
{
    // Beyond this a tenant is noted at a later write of it.
    private const int MaxNoted = 10_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, SpaceId Space), byte> _noted = [];

    /// <summary>Notes that a tenant's points in a space have become more or fewer.</summary>
    public void Note(TenantId tenant, SpaceId space)
    {
        if (_noted.Count < MaxNoted)
            _noted.TryAdd((tenant, space), 0);
    }

    /// <summary>Takes all that were noted.</summary>
    public IReadOnlyList<(TenantId Tenant, SpaceId Space)> Take()
    {
        var taken = _noted.Keys.ToList();
        foreach (var candidate in taken)
            _noted.TryRemove(candidate, out _);
        return taken;
    }
}
