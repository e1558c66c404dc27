namespace Triad.Vectors;

/// <summary>Settings of one tenant's shards in the embedded vector index.</summary>
public sealed class TenantVectorOptions
{
    /// <summary>Stands for no graph, whatever other tenants have.</summary>
    public const int Never = 0;

    /// <summary>From how many rows of one representation on it has a graph; 0 for never, null for what holds for all tenants.</summary>
    public int? GraphFromRows { get; set; }
}
