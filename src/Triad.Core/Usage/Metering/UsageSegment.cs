using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using Triad.Core.Durability;

namespace Triad.Core.Usage.Metering;

/// <summary>
/// Counters in a file that is mapped into memory: to count costs a store, and what is stored is the kernel's, which keeps it when the process is
/// killed. For one writer at a time, which its owner sees to.
/// </summary>
internal sealed class UsageSegment : IDisposable
{
    private readonly FileStream _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<SegmentKey, int> _slots = [];

    private UsageSegment(FileStream file)
    {
        _file = file;
        _mapping = MemoryMappedFile.CreateFromFile(file, null, SegmentLayout.FileBytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, SegmentLayout.FileBytes);
    }

    public string Path => _file.Name;

    public bool IsEmpty => _slots.Count == 0;

    /// <summary>Makes one whose file is durable and whole on return: mapped memory has no way to say that the disk is full.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static UsageSegment Create(string folder, DateTimeOffset now)
    {
        FolderSync.Create(folder);
        var id = Guid.NewGuid();
        var path = System.IO.Path.Combine(folder, $"{id:n}{SegmentLayout.Extension}");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var bytes = new byte[SegmentLayout.FileBytes];
            SegmentLayout.Magic.CopyTo(bytes);
            id.TryWriteBytes(bytes.AsSpan(SegmentLayout.IdOffset));
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(SegmentLayout.BegunOffset), now.UtcTicks);
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            FolderSync.Flush(folder);
            return new UsageSegment(file);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Counts; false where there is no room for another counter.</summary>
    public bool TryAdd(in SegmentKey key, long millionths)
    {
        if (!_slots.TryGetValue(key, out var slot))
        {
            slot = _slots.Count;
            if (slot == SegmentLayout.Slots)
                return false;
            var bytes = key.ToBytes();
            if (bytes.Length > SegmentLayout.MaxKeyBytes)
                throw new ArgumentException($"The key of a counter of usage has {bytes.Length} bytes; {SegmentLayout.MaxKeyBytes} are the most.");
            _view.WriteArray(SegmentLayout.OffsetOf(slot) + SegmentLayout.KeyOffset, bytes, 0, bytes.Length);
            Thread.MemoryBarrier();
            _view.Write(SegmentLayout.OffsetOf(slot) + SegmentLayout.LengthOffset, bytes.Length);
            _slots.Add(key, slot);
        }

        var at = SegmentLayout.OffsetOf(slot);
        _view.Write(at, _view.ReadInt64(at) + millionths);
        return true;
    }

    /// <summary>Makes what was counted safe against a power cut too.</summary>
    /// <exception cref="IOException">The disk does not answer.</exception>
    public void Flush()
    {
        _view.Flush();
        _file.Flush(flushToDisk: true);
    }

    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
        _file.Dispose();
    }
}
