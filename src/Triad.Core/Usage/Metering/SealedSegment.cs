using System.Buffers.Binary;

namespace Triad.Core.Usage.Metering;

/// <summary>A segment that nobody counts to any more: its events are the same whenever and by whomever they are read.</summary>
/// <param name="Path">The file.</param>
public sealed record SealedSegment(string Path)
{
    /// <summary>The segments that ended processes have left in a folder.</summary>
    public static IEnumerable<SealedSegment> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, $"*{SegmentLayout.Extension}").Order(StringComparer.Ordinal).Select(path => new SealedSegment(path))
        : [];

    /// <summary>Its events.</summary>
    /// <exception cref="FormatException">The file is no segment.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<UsageEvent> Read()
    {
        var bytes = File.ReadAllBytes(Path);
        if (bytes.Length != SegmentLayout.FileBytes)
            return []; // Cut short while it was made, before anything was counted to it.
        if (!bytes.AsSpan().StartsWith(SegmentLayout.Magic))
            throw new FormatException($"'{Path}' is no segment of usage.");
        var id = new Guid(bytes.AsSpan(SegmentLayout.IdOffset, 16));
        var begun = new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(SegmentLayout.BegunOffset)), TimeSpan.Zero);
        var events = new List<UsageEvent>();
        for (var slot = 0; slot < SegmentLayout.Slots; slot++)
        {
            var part = bytes.AsSpan((int)SegmentLayout.OffsetOf(slot), SegmentLayout.SlotBytes);
            var length = BinaryPrimitives.ReadInt32LittleEndian(part[SegmentLayout.LengthOffset..]);
            var millionths = BinaryPrimitives.ReadInt64LittleEndian(part);
            if (length == 0)
                break;
            if (millionths == 0)
                continue; // Ended between making the counter and counting to it.
            var key = SegmentKey.Read(part.Slice(SegmentLayout.KeyOffset, length));
            events.Add(new UsageEvent(
                UsageEventId.OfCounter(id, key.Tenant, key.Hour, key.Kind, key.Labels),
                key.Tenant,
                key.Kind,
                millionths / 1_000_000m,
                begun > key.Hour.Start ? begun : key.Hour.Start,
                key.Labels));
        }

        return events;
    }

    /// <summary>Forgets it, when the ledger has all of it.</summary>
    public void Delete() => File.Delete(Path);
}
