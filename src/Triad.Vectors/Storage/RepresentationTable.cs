using Microsoft.Data.Sqlite;
using Triad.Core.Identity;
using Triad.Sqlite;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Storage;

/// <summary>The representations of a shard in its file.</summary>
internal sealed class RepresentationTable(SqliteConnection connection)
{
    /// <summary>Reads all of them.</summary>
    /// <exception cref="ShardDamagedException">One is damaged.</exception>
    public RepresentationSet Load()
    {
        var all = new List<Representation>();
        using var command = connection.Prepare("SELECT representation_id, name, dimension FROM representation");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var name = RepresentationName.Parse(reader.GetString(1));
            if (!name.IsOk || reader.GetInt32(0) < 0 || reader.GetInt32(2) < 1)
                throw new ShardDamagedException($"representation '{reader.GetString(1)}' is damaged.");
            all.Add(new Representation(reader.GetInt32(0), name.Value, reader.GetInt32(2)));
        }

        return new RepresentationSet([.. all]);
    }

    /// <summary>Adds some; within a transaction.</summary>
    public void Add(IEnumerable<Representation> representations)
    {
        foreach (var representation in representations)
        {
            connection.Execute(
                "INSERT INTO representation (representation_id, name, dimension) VALUES ($id, $name, $dimension)",
                ("$id", representation.Number),
                ("$name", representation.Name.Value),
                ("$dimension", representation.Dimension));
        }
    }
}
