using System.Numerics;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>A text's ids on their way to a vector, filled up to the length that the graph was exported for.</summary>
internal sealed class QueryWork(long[] ids, TextInputs inputs, int embeddingSize) : GraphWork(inputs.Length ?? ids.Length, embeddingSize)
{
    /// <inheritdoc/>
    public override void Fill(BatchBuffers batch, int row)
    {
        if (inputs.Type == TensorType.Int32)
            Fill<int>(batch, row);
        else
            Fill<long>(batch, row);
    }

    private void Fill<T>(BatchBuffers batch, int row)
        where T : unmanaged, INumber<T>
    {
        var places = batch.Input<T>(DualEncoderGraphs.Content, row);
        for (var i = 0; i < ids.Length; i++)
            places[i] = T.CreateChecked(ids[i]);
        places[ids.Length..].Fill(T.CreateChecked(inputs.PadId));
        if (inputs.Mask is null)
            return;
        var mask = batch.Input<T>(DualEncoderGraphs.Mask, row);
        mask[..ids.Length].Fill(T.One);
        mask[ids.Length..].Clear();
    }
}
