using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// The text graph as a step of the scheduler. Rows are padded at their end, which alters nothing; the soft tokens of all rows lie end to
/// end, so that only their number over the whole batch matters.
/// </summary>
internal sealed class OmniTextStage(IBatchGraph graph, OmniTokens tokens) : IBatchStage
{
    // Plain attention holds a number for each pair of ids, in several heads.
    private const int BytesOfPair = 32;

    private static readonly SoftTokenKind[] Kinds = [SoftTokenKind.Picture, SoftTokenKind.Frame, SoftTokenKind.Sound];

    /// <inheritdoc/>
    public string Name => graph.Name;

    /// <inheritdoc/>
    public int MostRows => graph.Layout.MostRows;

    /// <inheritdoc/>
    public int LengthOf(StageWork work) => graph.Layout.BucketOf(work.Length);

    /// <inheritdoc/>
    public long BytesOf(int length) => graph.Layout.BytesOf(length) + ((long)length * length * BytesOfPair);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">
    /// A row has another number of soft tokens than places for them. The graph would take it without a word and give a wrong vector.
    /// </exception>
    public float[][] Run(IReadOnlyList<StageWork> rows, int length)
    {
        OmniTextWork[] items = [.. rows.Cast<OmniTextWork>()];
        foreach (var item in items)
            Check(item);
        using var batch = Buffers(items, length);
        graph.Run(batch);
        return [.. items.Select((_, row) => batch.Output(row).ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose() => graph.Dispose();

    private BatchBuffers Buffers(OmniTextWork[] items, int length)
    {
        var (ids, mask) = (new BatchTensor<long>([length], items.Length), new BatchTensor<long>([length], items.Length));
        for (var row = 0; row < items.Length; row++)
            items[row].Write(ids.Row(row), mask.Row(row), tokens.Pad);
        var soft = Kinds.Select(kind => Soft(items, kind));
        var outputs = graph.Layout.Outputs.Select(output => new BatchTensor<float>(output.Shape(length), items.Length));
        return new BatchBuffers([ids, mask, .. soft], [.. outputs], items.Length, length);
    }

    private BatchTensor<float> Soft(OmniTextWork[] items, SoftTokenKind kind)
    {
        var tensor = new BatchTensor<float>([items.Sum(item => item.CountOf(kind)), tokens.Size], 1, flat: true);
        var at = 0;
        foreach (var item in items)
            at += item.Write(kind, tensor.All.Span[at..]);
        return tensor;
    }

    private void Check(OmniTextWork item)
    {
        foreach (var kind in Kinds)
        {
            var place = OmniSequence.PlaceOf(kind, tokens);
            var places = item.Ids.Count(id => id == place);
            if (places != item.CountOf(kind))
                throw new InvalidDataException($"An item has {places} places for {item.CountOf(kind)} soft tokens of the kind {kind}.");
        }
    }
}
