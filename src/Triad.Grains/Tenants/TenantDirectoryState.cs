using System.Collections.Immutable;

namespace Triad.Grains.Tenants;

/// <summary>The tenants of one bucket.</summary>
[GenerateSerializer]
[Alias("triad.state.tenant-directory")]
public sealed record TenantDirectoryState
{
    /// <summary>Their ids in ordinal order.</summary>
    [Id(0)]
    public ImmutableArray<string> Tenants { get; init; } = [];
}
