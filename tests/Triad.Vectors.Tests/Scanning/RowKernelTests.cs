using FsCheck.Xunit;
using Triad.Testing.Indexing;
using Triad.Vectors.Rows;
using Triad.Vectors.Scanning;

namespace Triad.Vectors.Tests.Scanning;

public sealed class RowKernelTests
{
    [Property]
    public void Dot_AnyDimension_EqualsDoublePrecision(int seed)
    {
        var draw = new Random(seed);
        var dimension = 1 + draw.Next(300);
        var points = new RandomPoints(seed, dimension);
        var vectors = Enumerable.Range(0, 1 + draw.Next(9)).Select(_ => points.Vector()).ToList();
        var (rows, query) = (Rows(vectors), Padded(points.Vector()));
        var scores = new float[vectors.Count];

        RowKernel.Dot(in rows[0], query, scores);

        for (var i = 0; i < vectors.Count; i++)
            Assert.Equal(vectors[i].Zip(query, (x, y) => (double)x * y).Sum(), scores[i], ReferenceSearch.Tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(512)]
    [InlineData(1000)]
    public void Dot_RowAloneOrAmongOthers_IsTheSameToTheLastBit(int dimension)
    {
        var points = new RandomPoints(dimension, dimension);
        var vectors = Enumerable.Range(0, 13).Select(_ => points.Vector()).ToList();
        var (rows, query) = (Rows(vectors), Padded(points.Vector()));
        var scores = new float[vectors.Count];

        RowKernel.Dot(in rows[0], query, scores);

        for (var i = 0; i < vectors.Count; i++)
            Assert.Equal(RowKernel.Dot(in rows[i * query.Length], query), scores[i]);
    }

    [Fact]
    public void Dot_ParallelVectors_IsNeverAboveOne()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var vector = Padded(new RandomPoints(seed, 512).Vector());
            Assert.InRange(RowKernel.Dot(in vector[0], vector), 0.999f, 1f);
        }
    }

    [Fact]
    public void Chunk_Rows_AreAlignedToARegister()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var chunk = new RowChunk(20, RowKernel.Stride(20), 8);
            unsafe
            {
                fixed (float* row = &chunk.Row(3))
                    Assert.Equal(0, (nint)row % (RowKernel.Lane * sizeof(float)));
            }
        }
    }

    private static float[] Padded(float[] vector)
    {
        var padded = new float[RowKernel.Stride(vector.Length)];
        vector.CopyTo(padded, 0);
        return padded;
    }

    private static float[] Rows(List<float[]> vectors) => [.. vectors.SelectMany(Padded)];
}
