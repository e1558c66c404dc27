using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Scheduling;

public sealed class GraphStageTests
{
    [Fact]
    public void Shapes_FlatTensor_HasNoBatchAxis()
    {
        var layout = new GraphLayout(
            [new GraphInput("ids", TensorType.Int64, length => [length]), new GraphInput("features", TensorType.Float32, length => [length, 2]) { Flat = true }],
            [new GraphOutput("out", _ => [5]), new GraphOutput("tokens", length => [length, 2]) { Flat = true }],
            Pads: false);

        using var batch = new BatchBuffers(layout, rows: 3, length: 4);

        Assert.Equal([[3, 4], [12, 2]], batch.Inputs.Select(input => input.Shape));
        Assert.Equal([[3, 5], [12, 2]], batch.Outputs.Select(output => output.Shape));
    }

    [Theory]
    [InlineData(nameof(TensorType.Float32), 4)]
    [InlineData(nameof(TensorType.Int64), 8)]
    [InlineData(nameof(TensorType.Int32), 4)]
    [InlineData(nameof(TensorType.Bool), 1)]
    public void BytesOf_EveryType_CountsItsInputsAndOutputs(string type, int bytes)
    {
        var layout = new GraphLayout([new GraphInput("in", Enum.Parse<TensorType>(type), length => [length, 3])], [new GraphOutput("out", _ => [2])], Pads: false);

        Assert.Equal((3 * 7 * bytes) + (2 * sizeof(float)), layout.BytesOf(7));
    }

    [Fact]
    public async Task Run_LayoutOfOneRow_NeverBatchesMore()
    {
        using var graph = new HeldGraph(mostRows: 1);
        using var sut = new EmbeddingScheduler(new SchedulingOptions(), 1, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
        var lane = sut.Add(new GraphStage(graph));
        using var admission = sut.Admit(EmbedPriority.Query, 20).Value;
        var rows = Enumerable.Range(0, 20).Select(value => sut.RunAsync(lane, new ValueWork(value), admission, CancellationToken.None)).ToArray();
        graph.Let(100);

        await Task.WhenAll(rows).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(20, graph.Batches.Count);
        Assert.All(graph.Batches, batch => Assert.Single(batch));
    }

    [Fact]
    public async Task Run_StepThatIsNoGraph_RunsRowsThatDifferInMoreThanOneLength()
    {
        using var sut = new EmbeddingScheduler(new SchedulingOptions(), 1, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
        using var stage = new RaggedStage();
        var lane = sut.Add(stage);
        using var admission = sut.Admit(EmbedPriority.Ingest, 9).Value;

        var rows = await Task.WhenAll(Enumerable.Range(1, 9).Select(count =>
            sut.RunAsync(lane, new RaggedWork(new float[count]), admission, CancellationToken.None)));

        Assert.Equal(Enumerable.Range(1, 9).Select(count => (float)count), rows.Select(row => row.Value.Single()));
    }

    private sealed class RaggedWork(float[] values) : StageWork(1)
    {
        public float[] Values => values;
    }

    /// <summary>Counts the values of each row.</summary>
    private sealed class RaggedStage : IBatchStage
    {
        public string Name => "ragged";

        public int MostRows => 4;

        public int LengthOf(StageWork work) => work.Length;

        public long BytesOf(int length) => 1;

        public float[][] Run(IReadOnlyList<StageWork> rows, int length) => [.. rows.Select(row => new float[] { ((RaggedWork)row).Values.Length })];

        public void Dispose()
        {
        }
    }
}
