using System.Buffers;

namespace Triad.Inference.Scheduling;

/// <summary>The tensors of one batch, in pooled memory that the backend reads and writes in place.</summary>
internal sealed class BatchBuffers : IDisposable
{
    private readonly GraphLayout _layout;
    private readonly float[]?[] _floats;
    private readonly long[]?[] _integers;
    private readonly int[] _rowValues;
    private readonly int _outputRowValues;
    private readonly float[] _output;

    public BatchBuffers(GraphLayout layout, int rows, int length)
    {
        (_layout, Rows, Length) = (layout, rows, length);
        _rowValues = [.. layout.Inputs.Select(input => input.ValuesOf(length))];
        _floats = new float[]?[layout.Inputs.Count];
        _integers = new long[]?[layout.Inputs.Count];
        for (var i = 0; i < layout.Inputs.Count; i++)
        {
            if (layout.Inputs[i].Integer)
                _integers[i] = ArrayPool<long>.Shared.Rent(rows * _rowValues[i]);
            else
                _floats[i] = ArrayPool<float>.Shared.Rent(rows * _rowValues[i]);
        }

        _outputRowValues = layout.OutputValuesOf(length);
        _output = ArrayPool<float>.Shared.Rent(rows * _outputRowValues);
    }

    /// <summary>Rows of the batch.</summary>
    public int Rows { get; }

    /// <summary>The length that every row is padded to.</summary>
    public int Length { get; }

    /// <summary>One row of a float input. Its content is undefined until written.</summary>
    public Span<float> Floats(int input, int row) => _floats[input]!.AsSpan(row * _rowValues[input], _rowValues[input]);

    /// <summary>One row of an integer input. Its content is undefined until written.</summary>
    public Span<long> Integers(int input, int row) => _integers[input]!.AsSpan(row * _rowValues[input], _rowValues[input]);

    /// <summary>One row of the output.</summary>
    public Span<float> Output(int row) => _output.AsSpan(row * _outputRowValues, _outputRowValues);

    /// <summary>All of a float input.</summary>
    public Memory<float> FloatTensor(int input) => _floats[input].AsMemory(0, Rows * _rowValues[input]);

    /// <summary>All of an integer input.</summary>
    public Memory<long> IntegerTensor(int input) => _integers[input].AsMemory(0, Rows * _rowValues[input]);

    /// <summary>All of the output.</summary>
    public Memory<float> OutputTensor => _output.AsMemory(0, Rows * _outputRowValues);

    /// <summary>The shape of an input, with the batch axis.</summary>
    public long[] ShapeOf(int input) => [Rows, .. _layout.Inputs[input].Shape(Length)];

    /// <summary>The shape of the output, with the batch axis.</summary>
    public long[] OutputShape => [Rows, .. _layout.OutputShape(Length)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var floats in _floats)
            if (floats is not null)
                ArrayPool<float>.Shared.Return(floats);
        foreach (var integers in _integers)
            if (integers is not null)
                ArrayPool<long>.Shared.Return(integers);
        ArrayPool<float>.Shared.Return(_output);
    }
}
