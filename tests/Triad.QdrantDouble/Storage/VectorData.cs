using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>A vector as it is stored or asked with: exactly one of the three is there.</summary>
internal sealed record VectorData(float[]? Dense = null, SparseData? Sparse = null, float[][]? Multi = null)
{
    public static VectorData From(Vector vector) => vector.VectorCase switch
    {
        Vector.VectorOneofCase.Dense => new VectorData(Dense: [.. vector.Dense.Data]),
        Vector.VectorOneofCase.Sparse => new VectorData(Sparse: SparseData.From(vector.Sparse)),
        Vector.VectorOneofCase.MultiDense => OfRows(vector.MultiDense),
        Vector.VectorOneofCase.None => FromDeprecated(vector),
        _ => throw Refusal.Uncomputed("vectors of documents, pictures and objects"),
    };

    public static VectorData From(VectorInput input) => input.VariantCase switch
    {
        VectorInput.VariantOneofCase.Dense => new VectorData(Dense: [.. input.Dense.Data]),
        VectorInput.VariantOneofCase.Sparse => new VectorData(Sparse: SparseData.From(input.Sparse)),
        VectorInput.VariantOneofCase.MultiDense => OfRows(input.MultiDense),
        VectorInput.VariantOneofCase.None => throw Refusal.Malformed("VectorInput variant is missing"),
        _ => throw Refusal.Uncomputed("vectors of documents, pictures and objects"),
    };

    public VectorOutput ToMessage()
    {
        if (Dense is not null)
            return new VectorOutput { Dense = new DenseVector { Data = { Dense } } };
        if (Sparse is not null)
            return new VectorOutput { Sparse = new SparseVector { Indices = { Sparse.Indices }, Values = { Sparse.Values } } };
        var rows = Multi!.Select(row => new DenseVector { Data = { row } });
        return new VectorOutput { MultiDense = new MultiDenseVector { Vectors = { rows } } };
    }

    private static VectorData OfRows(MultiDenseVector vector) => new(Multi: [.. vector.Vectors.Select(row => row.Data.ToArray())]);

    // Clients of 1.15 and before wrote numbers without saying of which kind.
    private static VectorData FromDeprecated(Vector vector)
    {
#pragma warning disable CS0612 // What such clients sent is still taken.
        return vector.Indices is { } indices
            ? new VectorData(Sparse: new SparseData([.. indices.Data], [.. vector.Data]))
            : new VectorData(Dense: [.. vector.Data]);
#pragma warning restore CS0612
    }
}
