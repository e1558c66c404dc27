using System.Buffers;

namespace Triad.Inference.Scheduling;

/// <summary>A tensor of a batch in pooled memory: rows of equal size, one after the other.</summary>
/// <param name="shape">The shape of a row.</param>
/// <param name="rows">How many there are.</param>
/// <param name="flat">True where there is no batch axis: rows lie end to end along the first axis.</param>
internal sealed class BatchTensor<T>(long[] shape, int rows, bool flat = false) : IBatchTensor
    where T : unmanaged
{
    private readonly int _rowValues = GraphLayout.Product(shape);
    private readonly T[] _values = ArrayPool<T>.Shared.Rent(checked(rows * GraphLayout.Product(shape)));

    /// <summary>All values.</summary>
    public Memory<T> All => _values.AsMemory(0, rows * _rowValues);

    /// <inheritdoc/>
    public long[] Shape => flat ? [rows * shape[0], .. shape[1..]] : [rows, .. shape];

    /// <summary>The values of a row. Undefined until written.</summary>
    public Span<T> Row(int row) => _values.AsSpan(row * _rowValues, _rowValues);

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<T>.Shared.Return(_values);
}
