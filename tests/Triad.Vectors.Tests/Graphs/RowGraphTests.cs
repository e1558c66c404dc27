using Triad.Core.Identity;
using Triad.Testing.Indexing;
using Triad.Vectors.Graphs;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Tests.Graphs;

public sealed class RowGraphTests
{
    private const int Dimension = 16;

    [Fact]
    public void Covers_RowWithTwoNodes_CountsOnce()
    {
        var random = new RandomPoints(3, Dimension);
        var name = RepresentationName.From("tva");
        var point = random.Video("a", 1, 1)[0];
        var chunk = new RowChunk(Dimension, Dimension, 8);
        for (var row = 0; row < 2; row++)
        {
            var id = PointId.Of(TenantId.From("acme"), VideoId.From("a"), 1, row, name);
            chunk.Append(new RowInfo(id, 1, row, new Representation(8, name, Dimension), true, point.Subject), random.Vector(), default, 1);
        }

        var first = new RowPlace(chunk, 0);
        using var native = NativeGraph.Of(null, [first, first], Dimension, 1, CancellationToken.None);
        var sut = new RowGraph(new GraphContent(native, [GraphKey.Of(first), GraphKey.Of(first)], 10), [chunk], _ => first);

        Assert.Equal((1, false, true), (sut.Covered, sut.Covers(chunk, 2), sut.Covers(chunk, 1)));
        Assert.Equal(1, sut.Missing);
        Assert.Equal(first, sut.Place(0));
        Assert.Null(sut.Place(1));
    }
}
