using Triad.Client;

namespace Triad.Benchmarks.Silos;

/// <summary>What the platform holds when all is done, against what it acknowledged.</summary>
/// <param name="Lost">Acknowledged and not deleted, and not ready.</param>
/// <param name="Phantoms">There, and never acknowledged.</param>
/// <param name="Resurrected">Deleted, and still listed or found.</param>
/// <param name="Duplicates">Segments that are listed or found twice.</param>
/// <param name="Unequal">Videos whose segments are not those of the other videos of the same clip, or that no search finds.</param>
internal sealed record EndState(
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Phantoms,
    IReadOnlyList<string> Resurrected,
    IReadOnlyList<string> Duplicates,
    IReadOnlyList<string> Unequal)
{
    private const int Most = 1000;

    public bool IsRight => Lost.Count + Phantoms.Count + Resurrected.Count + Duplicates.Count + Unequal.Count == 0;

    public static async Task<EndState> ReadAsync(TriadClient client, UploadLoad load, CancellationToken cancellationToken)
    {
        var listed = await client.Library.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var expected = load.Acknowledged.Keys.Except(load.Deleted.Keys).ToHashSet();
        var ready = listed.Where(video => video.State == VideoState.Ready).Select(video => video.Id).ToHashSet();
        var hits = await client.Search
            .AllAsync(new SearchQuery().WithText("a red ring"), new SearchOptions { GroupBy = ResultGrouping.Segment, Limit = Most }, cancellationToken)
            .ToListAsync(cancellationToken);
        var seen = listed.Select(video => video.Id).Concat(hits.Select(hit => hit.VideoId)).ToHashSet();
        var duplicates = hits.CountBy(hit => (hit.VideoId, hit.SegmentIndex)).Where(pair => pair.Value > 1).Select(pair => $"{pair.Key.VideoId}/{pair.Key.SegmentIndex}")
            .Concat(listed.CountBy(video => video.Id).Where(pair => pair.Value > 1).Select(pair => pair.Key));

        var shapes = new Dictionary<string, string>();
        var unequal = expected.Intersect(ready).Except(hits.Select(hit => hit.VideoId)).Select(id => $"{id} is not found").ToList();
        foreach (var id in expected.Intersect(ready).Order(StringComparer.Ordinal))
        {
            var segments = await client.Library.SegmentsAsync(id, cancellationToken).ToListAsync(cancellationToken);
            var shape = string.Join(' ', segments.Select(segment => FormattableString.Invariant($"{segment.Index}:{segment.Span.Start.Ticks}-{segment.Span.End.Ticks}")))
                + $" found {string.Join(' ', hits.Where(hit => hit.VideoId == id).Select(hit => hit.SegmentIndex).Order())}";
            if (!shapes.TryAdd(load.Acknowledged[id], shape) && shapes[load.Acknowledged[id]] != shape)
                unequal.Add($"{id} has {shape}, another of its clip {shapes[load.Acknowledged[id]]}");
        }

        return new EndState(
            [.. expected.Except(ready).Order(StringComparer.Ordinal)],
            [.. seen.Except(load.Acknowledged.Keys)],
            [.. seen.Intersect(load.Deleted.Keys)],
            [.. duplicates],
            unequal);
    }
}
