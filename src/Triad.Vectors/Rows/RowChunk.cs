using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Triad.Vectors.Rows;

/// <summary>
/// A run of rows in one aligned block of memory. Rows are only appended; those below the count that a snapshot names never change, except
/// that they may be marked as ended, at a sequence number that the snapshot does not see.
/// </summary>
internal sealed class RowChunk
{
    /// <summary>Never: the sequence number that no write reaches.</summary>
    public const long Never = long.MaxValue;

    private const int Alignment = 64;

    private readonly float[] _floats;
    private readonly int _offset;
    private readonly RowInfo[] _infos;
    private readonly int[] _videos;
    private readonly int[] _segments;
    private readonly int[] _facts;
    private readonly long[] _created;
    private readonly long[] _replaced;
    private readonly long[] _deleted;
    private long _lastCreated;
    private int _ended;

    public RowChunk(int dimension, int stride, int capacity, bool withCodes = false)
    {
        Dimension = dimension;
        Stride = stride;
        Capacity = capacity;

        // Pinned, so that the collector never moves the block and its alignment holds.
        _floats = GC.AllocateArray<float>(checked((capacity * stride) + (Alignment / sizeof(float))), pinned: true);
        _offset = Misalignment(_floats);
        _infos = new RowInfo[capacity];
        _videos = new int[capacity];
        _segments = new int[capacity];
        _facts = new int[capacity];
        _created = new long[capacity];
        _replaced = new long[capacity];
        _deleted = new long[capacity];
        Codes = withCodes ? new RowCodes(dimension, capacity) : null;
    }

    /// <summary>Floats a vector.</summary>
    public int Dimension { get; }

    /// <summary>Floats a row in memory.</summary>
    public int Stride { get; }

    public int Capacity { get; }

    /// <summary>Rows appended so far; the writer's view.</summary>
    public int Count { get; private set; }

    /// <summary>The rows once more as bytes; null where scans read the floats alone.</summary>
    public RowCodes? Codes { get; }

    public long Bytes => ((long)_floats.Length * sizeof(float)) + (Codes?.Bytes ?? 0);

    /// <summary>True where no row was ever marked as ended, so that every row of a snapshot is live.</summary>
    public bool IsWhole => Volatile.Read(ref _ended) == 0;

    /// <summary>The greatest sequence number at which a row was written.</summary>
    public long LastCreated => Volatile.Read(ref _lastCreated);

    /// <summary>Bytes that a scan of so many rows reads.</summary>
    public long BytesOf(int rows) => Codes is null ? (long)rows * Stride * sizeof(float) : (long)rows * RowCodes.Stride(Dimension);

    public ref readonly float Row(int row) => ref _floats[_offset + (row * Stride)];

    public ReadOnlySpan<float> Floats(int rows) => _floats.AsSpan(_offset, rows * Stride);

    public ReadOnlyMemory<float> Vector(int row) => _floats.AsMemory(_offset + (row * Stride), Dimension);

    public RowInfo Info(int row) => _infos[row];

    /// <summary>The shard's number for the row's video.</summary>
    public int Video(int row) => _videos[row];

    /// <summary>The shard's number for the row's segment.</summary>
    public int Segment(int row) => _segments[row];

    /// <summary>The shard's number for the duration and metadata of the row's video.</summary>
    public int Facts(int row) => _facts[row];

    /// <summary>
    /// True where a reader of the snapshot <paramref name="now"/> who looks back at <paramref name="asOf"/> sees the row: written by then,
    /// not replaced by then, and not deleted up to now.
    /// </summary>
    public bool IsVisible(int row, long asOf, long now) =>
        _created[row] <= asOf && Volatile.Read(ref _replaced[row]) > asOf && Volatile.Read(ref _deleted[row]) > now;

    /// <summary>The sequence numbers of a row's life.</summary>
    public (long Created, long Replaced, long Deleted) Life(int row) => (_created[row], _replaced[row], _deleted[row]);

    public int Append(RowInfo info, ReadOnlySpan<float> vector, RowNumbers numbers, long created, long replaced = Never)
    {
        var row = Count;
        vector.CopyTo(_floats.AsSpan(_offset + (row * Stride), Dimension));
        Codes?.Set(row, vector);
        _infos[row] = info;
        _videos[row] = numbers.Video;
        _segments[row] = numbers.Segment;
        _facts[row] = numbers.Facts;
        _created[row] = created;
        _replaced[row] = replaced;
        _deleted[row] = Never;
        Volatile.Write(ref _lastCreated, Math.Max(_lastCreated, created));
        if (replaced != Never)
            Volatile.Write(ref _ended, 1);
        Count = row + 1;
        return row;
    }

    public void MarkReplaced(int row, long sequence)
    {
        Volatile.Write(ref _replaced[row], sequence);
        Volatile.Write(ref _ended, 1);
    }

    public void MarkDeleted(int row, long sequence)
    {
        Volatile.Write(ref _deleted[row], sequence);
        Volatile.Write(ref _ended, 1);
    }

    private static unsafe int Misalignment(float[] floats)
    {
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(floats));
        return (int)(-address & (Alignment - 1)) / sizeof(float);
    }
}
