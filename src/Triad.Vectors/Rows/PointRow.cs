namespace Triad.Vectors.Rows;

/// <summary>A row to be written.</summary>
internal readonly record struct PointRow(RowInfo Info, ReadOnlyMemory<float> Vector);
