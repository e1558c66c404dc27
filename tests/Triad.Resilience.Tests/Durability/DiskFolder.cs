namespace Triad.Resilience.Tests.Durability;

/// <summary>A folder: the names in it, and those that were synced.</summary>
internal sealed class DiskFolder : DiskNode
{
    /// <summary>What a process sees.</summary>
    public Dictionary<string, DiskNode> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>What a power cut leaves.</summary>
    public Dictionary<string, DiskNode> Synced { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Every name that differs as it is or as it was synced, by chance.</summary>
    public Dictionary<string, DiskNode> Mixed(Random random)
    {
        var mixed = new Dictionary<string, DiskNode>(StringComparer.Ordinal);
        foreach (var name in Entries.Keys.Union(Synced.Keys).Order(StringComparer.Ordinal))
        {
            if ((random.Next(2) == 0 ? Entries : Synced).TryGetValue(name, out var node))
                mixed[name] = node;
        }

        return mixed;
    }
}
