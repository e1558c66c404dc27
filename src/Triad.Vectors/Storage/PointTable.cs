using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Sqlite;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Storage;

/// <summary>Rows in a shard's file: vectors as little-endian floats, times in ticks of 100 ns. Writes belong within a transaction.</summary>
internal sealed class PointTable(SqliteConnection connection, TenantId tenant)
{
    private const string UpsertSql =
        """
        INSERT INTO point (
            point_id, video, generation, segment, representation_id, is_full,
            span_start, span_end, video_duration, mask, metadata_id, written, checksum, vector)
        VALUES (
            $id, $video, $generation, $segment, $representation_id, $is_full,
            $span_start, $span_end, $video_duration, $mask, $metadata_id, $written, $checksum, $vector)
        ON CONFLICT (point_id) DO UPDATE SET
            video = excluded.video, generation = excluded.generation, segment = excluded.segment,
            representation_id = excluded.representation_id, is_full = excluded.is_full, span_start = excluded.span_start,
            span_end = excluded.span_end, video_duration = excluded.video_duration, mask = excluded.mask,
            metadata_id = excluded.metadata_id, written = excluded.written, checksum = excluded.checksum, vector = excluded.vector
        """;

    private const string LoadSql =
        """
        SELECT point_id, video, generation, segment, representation_id, is_full,
            span_start, span_end, video_duration, mask, metadata_id, written, checksum, vector
        FROM point ORDER BY rowid
        """;

    public long Count() => connection.Scalar<long>("SELECT count(*) FROM point");

    public void Upsert(IEnumerable<PointRow> rows, long sequence)
    {
        using var command = connection.Prepare(UpsertSql);
        var metadataIds = new Dictionary<ImmutableDictionary<string, MetadataValue>, (long Id, string Json)>(ReferenceEqualityComparer.Instance);
        foreach (var (info, floats) in rows)
        {
            var subject = info.Subject;
            if (!metadataIds.TryGetValue(subject.Metadata, out var metadata))
                metadataIds[subject.Metadata] = metadata = StoreMetadata(MetadataText.Write(subject.Metadata));
            var vector = MemoryMarshal.AsBytes(floats.Span).ToArray();

            command.Parameters.Clear();
            Bind("$id", IdBytes(info.Id));
            Bind("$video", subject.Video.Value);
            Bind("$generation", info.Generation);
            Bind("$segment", info.Segment);
            Bind("$representation_id", info.Representation.Number);
            Bind("$is_full", info.IsFull ? 1 : 0);
            Bind("$span_start", subject.Span.Start.Ticks);
            Bind("$span_end", subject.Span.End.Ticks);
            Bind("$video_duration", subject.VideoDuration.Ticks);
            Bind("$mask", (int)subject.Mask);
            Bind("$metadata_id", metadata.Id);
            Bind("$written", sequence);
            Bind("$checksum", (long)RowChecksum.Of(info, metadata.Json, vector));
            Bind("$vector", vector);
            command.ExecuteNonQuery();
        }

        void Bind(string name, object value) => command.Parameters.AddWithValue(name, value);
    }

    /// <summary>Deletes single rows; metadata that nothing else uses goes with the next <see cref="Sweep"/>.</summary>
    public void Delete(IEnumerable<PointId> ids)
    {
        foreach (var id in ids)
            connection.Execute("DELETE FROM point WHERE point_id = $id", ("$id", IdBytes(id)));
    }

    public void Delete(VideoId video, int? generation)
    {
        var metadataIds = new List<long>();
        using (var used = connection.Prepare("SELECT DISTINCT metadata_id FROM point WHERE video = $video", ("$video", video.Value)))
        using (var reader = used.ExecuteReader())
            while (reader.Read())
                metadataIds.Add(reader.GetInt64(0));

        connection.Execute(
            "DELETE FROM point WHERE video = $video AND ($generation IS NULL OR generation = $generation)",
            ("$video", video.Value),
            ("$generation", generation));
        foreach (var id in metadataIds)
        {
            connection.Execute(
                "DELETE FROM metadata WHERE metadata_id = $id AND NOT EXISTS (SELECT 1 FROM point WHERE point.metadata_id = $id)",
                ("$id", id));
        }
    }

    /// <summary>Deletes metadata that replaced points left behind.</summary>
    public void Sweep() => connection.Execute(
        "DELETE FROM metadata WHERE NOT EXISTS (SELECT 1 FROM point WHERE point.metadata_id = metadata.metadata_id)");

    /// <summary>Reads all rows, each with the sequence number that wrote it.</summary>
    /// <exception cref="ShardDamagedException">A row is damaged.</exception>
    public void Load(RepresentationSet representations, Action<RowInfo, ReadOnlySpan<float>, long> add)
    {
        var metadata = LoadMetadata();
        var checkedNames = new HashSet<int>();
        using var command = connection.Prepare(LoadSql);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var id = new PointId(new Guid(Blob(reader, 0), bigEndian: true));
            if (!metadata.TryGetValue(reader.GetInt64(10), out var of)
                || !VideoId.Parse(reader.GetString(1)).IsOk
                || representations.Find(reader.GetInt32(4)) is not { } representation)
                throw new ShardDamagedException($"point {id} is damaged.");
            var info = new RowInfo(
                id,
                reader.GetInt32(2),
                reader.GetInt32(3),
                representation,
                reader.GetInt64(5) != 0,
                new FilterSubject(
                    VideoId.From(reader.GetString(1)),
                    new TimeRange(TimeSpan.FromTicks(reader.GetInt64(6)), TimeSpan.FromTicks(reader.GetInt64(7))),
                    TimeSpan.FromTicks(reader.GetInt64(8)),
                    (Modalities)reader.GetInt32(9),
                    of.Value));
            var vector = Blob(reader, 13);
            if (vector.Length != representation.Dimension * sizeof(float) || RowChecksum.Of(info, of.Json, vector) != reader.GetInt64(12))
                throw new ShardDamagedException($"point {id} of video '{info.Subject.Video}' is damaged.");
            if (checkedNames.Add(representation.Number) && id != IdOf(info))
                throw new ShardDamagedException($"the name of representation '{representation.Name}' is damaged.");
            add(info, MemoryMarshal.Cast<byte, float>(vector), reader.GetInt64(11));
        }
    }

    private (long Id, string Json) StoreMetadata(string json)
    {
        var id = connection.Scalar<long>(
            "INSERT INTO metadata (content) VALUES ($json) ON CONFLICT (content) DO UPDATE SET content = excluded.content RETURNING metadata_id",
            ("$json", json));
        return (id, json);
    }

    private Dictionary<long, (ImmutableDictionary<string, MetadataValue> Value, string Json)> LoadMetadata()
    {
        var all = new Dictionary<long, (ImmutableDictionary<string, MetadataValue>, string)>();
        using var command = connection.Prepare("SELECT metadata_id, content FROM metadata");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            all.Add(reader.GetInt64(0), (ReadMetadata(reader.GetString(1)), reader.GetString(1)));
        return all;
    }

    private static ImmutableDictionary<string, MetadataValue> ReadMetadata(string text)
    {
        try
        {
            return MetadataText.Read(text);
        }
        catch (FormatException e)
        {
            throw new ShardDamagedException($"its metadata is damaged: {e.Message}");
        }
    }

    // The checksum of a row covers the number of its representation and not the name; of the name the id is made.
    private PointId IdOf(RowInfo info) => PointId.Of(tenant, info.Subject.Video, info.Generation, info.Segment, info.Representation.Name);

    private static byte[] IdBytes(PointId id)
    {
        var bytes = new byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes;
    }

    // The column's own memory, without a copy; good until the next row.
    private static ReadOnlySpan<byte> Blob(SqliteDataReader reader, int column) => raw.sqlite3_column_blob(reader.Handle, column);
}
