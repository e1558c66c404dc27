using Triad.Core.Filters;
using Triad.Core.Indexing;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Decides which rows of a snapshot count for a query. What a filter says about whole videos is asked once for each video and remembered;
/// only what concerns segments is asked for each row. The outcome is that of <see cref="Filter.Accepts"/> for each row.
/// </summary>
internal sealed class FilterPlan
{
    private const byte Passes = 1;
    private const byte Fails = 2;

    private readonly Filter _ofVideos;
    private readonly Filter _ofSegments;
    private readonly HashSet<VideoGeneration> _excluded;
    private readonly byte[] _verdicts;
    private readonly long _asOf;
    private readonly long _now;

    public FilterPlan(VectorQuery query, ShardSnapshot snapshot)
    {
        (_ofVideos, _ofSegments) = Split(query.Filter);
        _excluded = query.Excluded.IsDefaultOrEmpty ? [] : [.. query.Excluded];
        _verdicts = _ofVideos.IsEmpty ? [] : new byte[snapshot.Numbers.Facts];
        _now = snapshot.Sequence;
        _asOf = Math.Min(query.AsOf ?? _now, _now);
        AcceptsAll = query.Filter.IsEmpty && _excluded.Count == 0;
    }

    /// <summary>True where every visible row counts.</summary>
    private bool AcceptsAll { get; }

    /// <summary>True where every row of the chunk counts, so that none need be looked at.</summary>
    public bool AcceptsWhole(RowChunk chunk) => AcceptsAll && chunk.IsWhole && chunk.LastCreated <= _asOf;

    public bool Accepts(RowChunk chunk, int row)
    {
        if (!chunk.IsVisible(row, _asOf, _now))
            return false;
        if (AcceptsAll)
            return true;

        // The row's own content is looked at last: it lies elsewhere in memory.
        return AcceptsVideo(chunk, row)
            && (_excluded.Count == 0 || !_excluded.Contains(chunk.Info(row).Video))
            && (_ofSegments.IsEmpty || _ofSegments.Accepts(chunk.Info(row).Subject));
    }

    private bool AcceptsVideo(RowChunk chunk, int row)
    {
        if (_verdicts.Length == 0)
            return true;

        // Two threads may find the same verdict at once; both write the same byte.
        ref var verdict = ref _verdicts[chunk.Facts(row)];
        if (verdict == 0)
            verdict = _ofVideos.Accepts(chunk.Info(row).Subject) ? Passes : Fails;
        return verdict == Passes;
    }

    private static (Filter OfVideos, Filter OfSegments) Split(Filter filter)
    {
        var should = filter.Should.All(IsOfVideos);
        return (
            new Filter(
                [.. filter.Must.Where(IsOfVideos)],
                should ? filter.Should : [],
                [.. filter.MustNot.Where(IsOfVideos)]),
            new Filter(
                [.. filter.Must.Where(condition => !IsOfVideos(condition))],
                should ? [] : filter.Should,
                [.. filter.MustNot.Where(condition => !IsOfVideos(condition))]));
    }

    private static bool IsOfVideos(Condition condition) => condition switch
    {
        MetadataMatch or MetadataPresent or MetadataRange or VideoDurationWithin or VideoIn => true,
        Nested nested => nested.Filter.Must.All(IsOfVideos) && nested.Filter.Should.All(IsOfVideos) && nested.Filter.MustNot.All(IsOfVideos),
        _ => false,
    };
}
