using FsCheck.Xunit;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Testing.Indexing;
using Triad.Vectors.Rows;
using Triad.Vectors.Scanning;

namespace Triad.Vectors.Tests.Scanning;

public sealed class TopHitsTests
{
    [Property]
    public void ToRanking_AnyOffers_IsTheBestOfEachGroupInOrder(int seed)
    {
        var draw = new Random(seed);
        var limit = 1 + draw.Next(8);
        var chunk = Chunk(1 + draw.Next(60), seed);
        var offers = Enumerable.Range(0, chunk.Count)
            .Select(row => new RankedRow(draw.Next(6) / 5f, new RowPlace(chunk, row), draw.Next(12)))
            .ToList();
        var sut = new TopHits(limit);

        foreach (var offer in offers.Where(offer => offer.Score >= sut.Threshold))
            sut.Offer(offer.Score, offer.Place, offer.Group);

        var expected = offers
            .OrderByDescending(offer => offer.Score)
            .ThenBy(offer => offer.Place.Info.Id)
            .DistinctBy(offer => offer.Group)
            .Take(limit);
        Assert.Equal(expected, sut.ToRanking());
    }

    private static RowChunk Chunk(int rows, int seed)
    {
        var points = new RandomPoints(seed, 4).Video("video", 1, rows);
        var full = new Representation(1, RepresentationName.From("v"), 4);
        var chunk = new RowChunk(4, RowKernel.Stride(4), points.Count);
        foreach (var point in points)
        {
            var id = PointId.Of(TenantId.From("tenant"), point.Subject.Video, point.Generation, point.Segment, full.Name);
            chunk.Append(new RowInfo(id, point.Generation, point.Segment, full, true, point.Subject), point.Full().Span, default, 1);
        }

        return chunk;
    }
}
