using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Metadata;

namespace Triad.Vectors.Rows;

/// <summary>One video in a shard: its number, its rows, and what is the same for all its segments.</summary>
internal sealed class VideoRows(int number)
{
    private readonly List<(TimeSpan Duration, ImmutableDictionary<string, MetadataValue> Metadata, int Number)> _facts = [];
    private RowPlace[] _places = [];
    private int _count;

    public int Number { get; } = number;

    /// <summary>The rows, in no order; some may have ended. Safe to read beside the writer.</summary>
    public ReadOnlySpan<RowPlace> Places
    {
        get
        {
            // The count first: the array that is read after it is at least that long.
            var count = Volatile.Read(ref _count);
            return Volatile.Read(ref _places).AsSpan(0, count);
        }
    }

    public void Add(RowPlace place)
    {
        if (_count == _places.Length)
        {
            var larger = new RowPlace[Math.Max(4, _count * 2)];
            _places.CopyTo(larger, 0);
            Volatile.Write(ref _places, larger);
        }

        _places[_count] = place;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>
    /// The number of the row's duration and metadata among all that the shard holds, so that a filter looks at each once; and the row with the
    /// instances that the shard holds already.
    /// </summary>
    public (int Number, RowInfo Info) Intern(RowInfo info, ref int numbers)
    {
        var subject = info.Subject;
        foreach (var (duration, metadata, number) in _facts)
        {
            if (duration != subject.VideoDuration || !SubjectContent.Same(metadata, subject.Metadata))
                continue;
            return (number, ReferenceEquals(metadata, subject.Metadata) ? info : info with { Subject = subject with { Metadata = metadata } });
        }

        _facts.Add((subject.VideoDuration, subject.Metadata, numbers));
        return (numbers++, info);
    }
}
