using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Staged;

/// <summary>Runs the graph of sound and pictures together, whose rows have two lengths: rows of the same ticks and frames share a batch.</summary>
internal sealed class AudioVideoStage(IBatchGraph graph) : IBatchStage
{
    private const int Sound = 0;
    private const int Pictures = 1;

    /// <inheritdoc/>
    public string Name => graph.Name;

    /// <inheritdoc/>
    public int MostRows => graph.Layout.MostRows;

    /// <inheritdoc/>
    public int LengthOf(StageWork work) => work.Length;

    /// <inheritdoc/>
    public long BytesOf(int length) =>
        graph.Layout.Inputs[Sound].BytesOf(AudioVideoWork.TicksOf(length)) + graph.Layout.Inputs[Pictures].BytesOf(AudioVideoWork.FramesOf(length));

    /// <inheritdoc/>
    public float[][] Run(IReadOnlyList<StageWork> rows, int length)
    {
        var layout = graph.Layout;
        using var batch = new BatchBuffers(
            [
                new BatchTensor<float>(layout.Inputs[Sound].Shape(AudioVideoWork.TicksOf(length)), rows.Count),
                new BatchTensor<float>(layout.Inputs[Pictures].Shape(AudioVideoWork.FramesOf(length)), rows.Count),
            ],
            [new BatchTensor<float>(layout.Outputs[0].Shape(1), rows.Count)],
            rows.Count,
            length);
        for (var row = 0; row < rows.Count; row++)
        {
            var work = (AudioVideoWork)rows[row];
            work.Sound.CopyTo(batch.Floats(Sound, row));
            work.Pictures.CopyTo(batch.Floats(Pictures, row));
        }

        graph.Run(batch);
        return [.. rows.Select((_, row) => batch.Output(row).ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose() => graph.Dispose();
}
