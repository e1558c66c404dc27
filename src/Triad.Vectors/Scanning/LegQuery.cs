using Triad.Core.Indexing;

namespace Triad.Vectors.Scanning;

/// <summary>What one leg of a search compares rows with.</summary>
internal sealed class LegQuery
{
    public LegQuery(QueryLeg leg, bool withCodes)
    {
        var vector = leg.Vector.Span;
        Vector = new float[RowKernel.Stride(vector.Length)];
        vector.CopyTo(Vector);
        Codes = withCodes ? new QueryCodes(vector) : null;
    }

    /// <summary>The vector, as long as a row in memory.</summary>
    public float[] Vector { get; }

    /// <summary>The vector as codes; null where rows have none.</summary>
    public QueryCodes? Codes { get; }
}
