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

    /// <summary>The mark of a shard whose files are elsewhere.</summary>
    public string Away(ShardId shard) => Path.ChangeExtension(File(shard), ".away");

    /// <summary>A shard's file on its way back, for a writer of this epoch: none writes to that of another.</summary>
    public string Incoming(ShardId shard, long epoch) => string.Create(CultureInfo.InvariantCulture, $"{IncomingPrefix(shard)}-{epoch}");

    /// <summary>How the names of files begin that are on their way back.</summary>
    public string IncomingPrefix(ShardId shard) => Path.ChangeExtension(File(shard), ".incoming");

    /// <summary>The file of the graph of a set of rows.</summary>
    public string Graph(ShardId shard, int partition) =>
        Path.Combine(Folder(shard), string.Create(CultureInfo.InvariantCulture, $"shard-{shard.Number:D4}.graph-{partition:D4}"));
}
