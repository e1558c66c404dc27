using FsCheck.Xunit;
using Triad.Testing.Indexing;
using Triad.Vectors.Rows;
using Triad.Vectors.Scanning;

namespace Triad.Vectors.Tests.Scanning;

public sealed class CodeKernelTests
{
    [Property(MaxTest = 300)]
    public void UpperBounds_AnyVectors_AreNeverBelowTheScoreNorFarAboveIt(int seed)
    {
        var draw = new Random(seed);
        var dimension = 1 + draw.Next(600);
        var points = new RandomPoints(seed, dimension);
        var vectors = Enumerable.Range(0, 1 + draw.Next(20))
            .Select(_ => draw.Next(4) == 0 ? Spike(points.Vector(), draw) : points.Vector())
            .ToList();
        var vector = draw.Next(3) == 0 ? vectors[0] : points.Vector();
        var (bounds, query) = (Bounds(vectors, vector), Padded(vector));

        for (var row = 0; row < vectors.Count; row++)
        {
            var padded = Padded(vectors[row]);
            var score = RowKernel.Dot(in padded[0], query);
            Assert.InRange(bounds[row], score, score + 0.1f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(70_000)]
    public void UpperBounds_AllCodesAsLargeAsCanBe_DoNotOverflow(int dimension)
    {
        var vector = new float[dimension];
        Array.Fill(vector, 1 / MathF.Sqrt(dimension));

        Assert.InRange(Bounds([vector], vector)[0], 0.999f, 1.01f);
        Assert.InRange(Bounds([vector], [.. vector.Select(x => -x)])[0], -1f, -0.99f);
    }

    [Fact]
    public void Set_KnownVector_HasTheseCodes()
    {
        var sut = new RowCodes(4, 1);

        sut.Set(0, [0.6f, -0.8f, 0.003f, 0f]);

        Assert.Equal([95, -127, 0, 0], new[] { Code(0), Code(1), Code(2), Code(3) });
        Assert.Equal(0.8f / 127, sut.Scales(0, 1)[0]);
        Assert.InRange(sut.Rests(0, 1)[0], 0.003f, 0.0035f);

        int Code(int at) => System.Runtime.CompilerServices.Unsafe.Add(ref System.Runtime.CompilerServices.Unsafe.AsRef(in sut.Row(0)), at);
    }

    private static float[] Bounds(List<float[]> vectors, float[] query)
    {
        var rows = new RowCodes(query.Length, vectors.Count);
        for (var row = 0; row < vectors.Count; row++)
            rows.Set(row, vectors[row]);
        var bounds = new float[vectors.Count];
        CodeKernel.UpperBounds(rows, 0, new QueryCodes(query), bounds);
        return bounds;
    }

    // One number that is much greater than the others leaves them few codes.
    private static float[] Spike(float[] vector, Random draw)
    {
        vector[draw.Next(vector.Length)] = 3;
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    private static float[] Padded(float[] vector)
    {
        var padded = new float[RowKernel.Stride(vector.Length)];
        vector.CopyTo(padded, 0);
        return padded;
    }
}
