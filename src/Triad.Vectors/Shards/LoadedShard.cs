using System.Collections.Concurrent;
using Triad.Core.Identity;
using Triad.Vectors.Rows;
using Triad.Vectors.Storage;

namespace Triad.Vectors.Shards;

/// <summary>A shard in memory, with its file open. The file is used by whoever holds the slot's gate; the rows' snapshot by anybody.</summary>
internal sealed class LoadedShard(ShardDatabase database, ShardHeader header, ShardRows rows) : IDisposable
{
    private ShardRows _rows = rows;

    public ShardDatabase Database { get; } = database;

    public SpaceId Space { get; } = header.Space;

    public ShardRows Rows
    {
        get => Volatile.Read(ref _rows);
        set => Volatile.Write(ref _rows, value);
    }

    /// <summary>Memory that it takes.</summary>
    public long Bytes => Rows.Bytes + Rows.BytesOfGraphs;

    /// <summary>Sets of rows that a graph does not find, and how many rows they had then; for the keeper of graphs.</summary>
    public ConcurrentDictionary<int, long> WithoutGraph { get; } = [];

    /// <summary>Reads all rows of an open file into memory.</summary>
    public static LoadedShard Load(ShardDatabase database, ShardHeader header, EmbeddedVectorIndexOptions options)
    {
        var rows = new ShardRows(database.Representations.Load(), header.Sequence, options.Int8FirstPass);
        database.Points.Load(rows.Representations, rows.Put);
        rows.Publish(header.Sequence);
        return new LoadedShard(database, header, rows);
    }

    public void Dispose() => Database.Dispose();
}
