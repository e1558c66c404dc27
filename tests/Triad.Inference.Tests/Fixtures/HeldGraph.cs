using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A graph that doubles its rows' values, notes its batches, and runs only when it is let.</summary>
internal sealed class HeldGraph(bool pads = true, int mostRows = int.MaxValue) : IBatchGraph
{
    private readonly SemaphoreSlim _let = new(0);
    private readonly SemaphoreSlim _entered = new(0);

    public string Name => "held";

    public GraphLayout Layout { get; } = new(
        [new GraphInput("in", TensorType.Float32, length => [length])], [new GraphOutput("out", length => [length])], pads) { MostRows = mostRows };

    /// <summary>The first values of the rows of each batch that was run.</summary>
    public List<float[]> Batches { get; } = [];

    public void Let(int batches) => _let.Release(batches);

    /// <summary>Takes back what was let and not used. No batch may run.</summary>
    public void Hold()
    {
        while (_let.Wait(0) || _entered.Wait(0))
        {
        }
    }

    /// <summary>Ends when a batch has come in and waits to be let.</summary>
    public async Task EnteredAsync() =>
        Assert.True(await _entered.WaitAsync(TimeSpan.FromSeconds(30)), "No batch came to the graph within 30 s.");

    public void Run(BatchBuffers batch)
    {
        _entered.Release();
        _let.Wait();
        var rows = Enumerable.Range(0, batch.Rows).Select(row => batch.Floats(0, row).ToArray()).ToArray();
        lock (Batches)
            Batches.Add([.. rows.Select(row => row[0])]);
        if (rows.Any(row => row[0] == FailingWork.Value))
            throw new InvalidOperationException("This row always fails.");
        for (var row = 0; row < batch.Rows; row++)
            for (var i = 0; i < batch.Length; i++)
                batch.Output(row)[i] = rows[row][i] * 2;
    }

    public void Dispose()
    {
        _let.Dispose();
        _entered.Dispose();
    }
}
