using Triad.Inference.Kinds.Omni;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Kinds.Omni;

public sealed class OmniTextStageTests
{
    private static readonly OmniTokens Tokens = new(2, 0, 1, 2, 3, 4, 5, 6, 7);

    [Fact]
    public void Run_RowsOfManyThings_LaysSoftTokensEndToEnd()
    {
        using var graph = new NotingGraph();
        using var sut = new OmniTextStage(graph, Tokens);
        OmniTextWork[] rows =
        [
            new([9, 1, 2, 2, 5],
                [Soft(SoftTokenKind.Picture, 10, 11), Soft(SoftTokenKind.Frame, 20, 21, 22, 23), Soft(SoftTokenKind.Sound, 30, 31)]),
            new([9], []),
            new([1, 9, 1], [Soft(SoftTokenKind.Picture, 12, 13), Soft(SoftTokenKind.Picture, 14, 15)]),
        ];

        var vectors = sut.Run(rows, 6);

        Assert.Equal(3, vectors.Length);
        Assert.Equal([9, 1, 2, 2, 5, 0, 9, 0, 0, 0, 0, 0, 1, 9, 1, 0, 0, 0], graph.Ids);
        Assert.Equal([1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0], graph.Mask);
        Assert.Equal(["[3, 2]: 10 11 12 13 14 15", "[2, 2]: 20 21 22 23", "[1, 2]: 30 31"], graph.Soft);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_OtherNumberOfSoftTokensThanPlaces_NeverReachesTheGraph(int places)
    {
        using var graph = new NotingGraph();
        using var sut = new OmniTextStage(graph, Tokens);
        var row = new OmniTextWork([9, .. Enumerable.Repeat(1L, places)], [Soft(SoftTokenKind.Picture, 1, 2, 3, 4)]);

        var refused = Assert.Throws<InvalidDataException>(() => sut.Run([row], 4));

        Assert.Contains($"{places} places for 2 soft tokens", refused.Message, StringComparison.Ordinal);
        Assert.Empty(graph.Ids);
    }

    private static SoftTokens Soft(SoftTokenKind kind, params float[] values) => new(kind, values.Length / 2, values);

    private sealed class NotingGraph : IBatchGraph
    {
        public string Name => "gemma/text";

        public GraphLayout Layout { get; } = new([], [new GraphOutput("sentence_embedding", _ => [4])], Pads: true);

        public long[] Ids { get; private set; } = [];

        public long[] Mask { get; private set; } = [];

        public IReadOnlyList<string> Soft { get; private set; } = [];

        public void Run(BatchBuffers batch)
        {
            Ids = ((BatchTensor<long>)batch.Inputs[OmniGraphs.Ids]).All.ToArray();
            Mask = ((BatchTensor<long>)batch.Inputs[OmniGraphs.Mask]).All.ToArray();
            Soft = [.. batch.Inputs.Skip(2).Cast<BatchTensor<float>>().Select(tensor =>
                $"[{string.Join(", ", tensor.Shape)}]: {string.Join(' ', tensor.All.ToArray())}")];
        }

        public void Dispose()
        {
        }
    }
}
