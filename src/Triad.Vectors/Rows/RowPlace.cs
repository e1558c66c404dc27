namespace Triad.Vectors.Rows;

/// <summary>Where a row lies.</summary>
internal readonly record struct RowPlace(RowChunk Chunk, int Row)
{
    public RowInfo Info => Chunk.Info(Row);

    public ReadOnlyMemory<float> Vector => Chunk.Vector(Row);
}
