namespace Triad.Vectors.Rows;

/// <summary>The rows of a chunk that a snapshot sees: the first <paramref name="Count"/>.</summary>
internal readonly record struct ChunkView(RowChunk Chunk, int Count)
{
    public long Bytes => (long)Count * Chunk.Stride * sizeof(float);
}
