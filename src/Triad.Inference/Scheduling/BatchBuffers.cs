namespace Triad.Inference.Scheduling;

/// <summary>The tensors of one batch, in pooled memory that the backend reads and writes in place.</summary>
internal sealed class BatchBuffers : IDisposable
{
    private readonly IBatchTensor[] _inputs;
    private readonly BatchTensor<float>[] _outputs;

    /// <summary>Tensors of a graph's layout.</summary>
    public BatchBuffers(GraphLayout layout, int rows, int length)
        : this(
            [.. layout.Inputs.Select(input => Make(input, length, rows))],
            [.. layout.Outputs.Select(output => new BatchTensor<float>(output.Shape(length), rows, output.Flat))],
            rows,
            length)
    {
    }

    /// <summary>Tensors made for one batch, where its rows differ in more than one length.</summary>
    public BatchBuffers(IBatchTensor[] inputs, BatchTensor<float>[] outputs, int rows, int length) =>
        (_inputs, _outputs, Rows, Length) = (inputs, outputs, rows, length);

    /// <summary>Rows of the batch.</summary>
    public int Rows { get; }

    /// <summary>The length that every row is padded to.</summary>
    public int Length { get; }

    /// <summary>The tensors of the inputs.</summary>
    public IReadOnlyList<IBatchTensor> Inputs => _inputs;

    /// <summary>The tensors of the outputs.</summary>
    public IReadOnlyList<BatchTensor<float>> Outputs => _outputs;

    /// <summary>One row of an input. Its content is undefined until written.</summary>
    public Span<T> Input<T>(int input, int row)
        where T : unmanaged => ((BatchTensor<T>)_inputs[input]).Row(row);

    /// <summary>One row of a float input. Its content is undefined until written.</summary>
    public Span<float> Floats(int input, int row) => Input<float>(input, row);

    /// <summary>One row of an int64 input. Its content is undefined until written.</summary>
    public Span<long> Integers(int input, int row) => Input<long>(input, row);

    /// <summary>One row of an output.</summary>
    public Span<float> Output(int row, int output = 0) => _outputs[output].Row(row);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var input in _inputs)
            input.Dispose();
        foreach (var output in _outputs)
            output.Dispose();
    }

    private static IBatchTensor Make(GraphInput input, int length, int rows) => input.Type switch
    {
        TensorType.Float32 => new BatchTensor<float>(input.Shape(length), rows, input.Flat),
        TensorType.Int64 => new BatchTensor<long>(input.Shape(length), rows, input.Flat),
        TensorType.Int32 => new BatchTensor<int>(input.Shape(length), rows, input.Flat),
        TensorType.Bool => new BatchTensor<bool>(input.Shape(length), rows, input.Flat),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input.Type, null),
    };
}
