using System.Globalization;
using Triad.Core.Identity;

namespace Triad.Vectors.Storage;

/// <summary>Where the shards' files lie: a folder a tenant, so that a tenant goes with its folder.</summary>
internal sealed class ShardPaths(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Folder(ShardId shard) => Path.Combine(Root, shard.Tenant.Value);

    public string File(ShardId shard) =>
        Path.Combine(Folder(shard), string.Create(CultureInfo.InvariantCulture, $"shard-{shard.Number:D4}.db"));

    /// <summary>The file of the graph of a set of rows.</summary>
    public string Graph(ShardId shard, int partition) =>
        Path.Combine(Folder(shard), string.Create(CultureInfo.InvariantCulture, $"shard-{shard.Number:D4}.graph-{partition:D4}"));
}
