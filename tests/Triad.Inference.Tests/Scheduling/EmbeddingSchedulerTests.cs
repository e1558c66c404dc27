using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Scheduling;

public sealed class EmbeddingSchedulerTests
{
    private static readonly FairShare Flood = new("flood", 1);

    [Fact]
    public async Task Run_Row_GivesItsOutputWithoutPadding()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        graph.Let(1);

        var output = await Start(sut, lane, new ValueWork(3, length: 9));

        Assert.Equal(Enumerable.Repeat(6f, 9), output.Value);
    }

    [Fact]
    public async Task Run_WhileABatchRuns_QueriesGoBeforeEarlierIngest()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        var first = Start(sut, lane, new ValueWork(0));
        await graph.EnteredAsync();
        var ingest = Start(sut, lane, new ValueWork(1), EmbedPriority.Ingest);
        var query = Start(sut, lane, new ValueWork(2));
        graph.Let(3);

        await Task.WhenAll(first, ingest, query);

        Assert.Equal([0f, 2f, 1f], graph.Batches.Select(batch => batch[0]));
    }

    [Fact]
    public async Task Run_AFloodOfOneTenant_AnotherTenantsQueryGoesBeforeWhatWaitsOfIt()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut(options => options with { MaxBatchRows = 1 });
        var lane = sut.Add(new GraphStage(graph));
        var rows = new List<Task> { Start(sut, lane, new ValueWork(0), share: Flood) };
        await graph.EnteredAsync();
        rows.AddRange(Enumerable.Range(1, 5).Select(value => Start(sut, lane, new ValueWork(value), share: Flood)));
        rows.Add(Start(sut, lane, new ValueWork(100), share: new FairShare("other", 1)));
        graph.Let(7);

        await Task.WhenAll(rows);

        Assert.InRange(graph.Batches.Select(batch => batch[0]).ToList().IndexOf(100f), 1, 2);
    }

    [Fact]
    public async Task Run_IngestOnExecutorsOfItsOwn_HoldsNoQueryUp()
    {
        using var graph = new HeldGraph();
        using var queries = new HeldGraph();
        using var sut = new EmbeddingScheduler(
            new SchedulingOptions { ShortStep = TimeSpan.Zero }, 1, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance, splits: true);
        var (ingestLane, queryLane) = (sut.Add(new GraphStage(graph)), sut.Add(new GraphStage(queries)));
        var ingest = Start(sut, ingestLane, new ValueWork(1), EmbedPriority.Ingest);
        await graph.EnteredAsync();
        queries.Let(1);

        Assert.True((await Start(sut, queryLane, new ValueWork(2))).IsOk);

        Assert.False(ingest.IsCompleted);
        graph.Let(1);
        Assert.True((await ingest).IsOk);
    }

    [Fact]
    public void Admit_QueriesCrowdTheQueue_IngestIsShedAndQueriesAreNot()
    {
        using var sut = CreateSut(options => options with { QueryCapacity = 100, ShedShare = 0.25 });
        using var queries = sut.Admit(EmbedPriority.Query, 25, Flood).Value;

        var shed = sut.Admit(EmbedPriority.Ingest, 1).Error!;

        Assert.Equal((ErrorReason.QueueFull, "Triad:Inference:Scheduling:ShedShare"), (shed.Reason, shed.Field));
        Assert.Contains("Overload", shed.Message);
        using var more = sut.Admit(EmbedPriority.Query, 10, new FairShare("other", 1)).Value;
    }

    [Fact]
    public void Admit_OneTenantFillsItsPart_AnotherStillHasRoom()
    {
        using var sut = CreateSut(options => options with { QueryCapacity = 100 });
        using var held = sut.Admit(EmbedPriority.Query, 45, Flood).Value;

        var refused = sut.Admit(EmbedPriority.Query, 20, Flood).Error!;

        Assert.Equal(ErrorReason.QueueFull, refused.Reason);
        using var other = sut.Admit(EmbedPriority.Query, 20, new FairShare("other", 1)).Value;
    }

    [Fact]
    public async Task Run_EndlessQueries_DoNotStarveIngest()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut(options => options with { QueryTurns = 2, MaxBatchRows = 1 });
        var lane = sut.Add(new GraphStage(graph));
        var held = Start(sut, lane, new ValueWork(0));
        await graph.EnteredAsync();
        var rows = new List<Task> { held, Start(sut, lane, new ValueWork(100), EmbedPriority.Ingest) };
        rows.AddRange(Enumerable.Range(1, 5).Select(value => Start(sut, lane, new ValueWork(value))));
        graph.Let(7);

        await Task.WhenAll(rows);

        Assert.Equal([0f, 1f, 2f, 100f, 3f, 4f, 5f], graph.Batches.Select(batch => batch[0]));
    }

    [Fact]
    public async Task Run_CancelledWhileWaiting_NeverReachesTheGraph()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        var first = Start(sut, lane, new ValueWork(0));
        await graph.EnteredAsync();
        using var cancel = new CancellationTokenSource();
        var dropped = Start(sut, lane, new ValueWork(1), cancellationToken: cancel.Token);
        var kept = Start(sut, lane, new ValueWork(2));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped);
        graph.Let(2);
        await Task.WhenAll(first, kept);
        Assert.DoesNotContain(graph.Batches, batch => batch.Contains(1f));
    }

    [Fact]
    public async Task Run_OneRowFails_OnlyThatRowFails()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        var outcomes = new List<Result<float[]>>();

        // Batches grow as the scheduler learns, so that in some round the row that fails shares one. The rows of a round wait together behind another.
        for (var round = 0; round < 8; round++)
        {
            var first = Start(sut, lane, new ValueWork(0));
            await graph.EnteredAsync();
            Task<Result<float[]>>[] rows =
                [.. Enumerable.Range(0, 16).Select(value => Start(sut, lane, value == 5 ? new FailingWork() : new ValueWork(value)))];
            graph.Let(100);
            outcomes.AddRange(await Task.WhenAll(rows));
            await first;
            graph.Hold();
        }

        Assert.All(outcomes.Where((_, i) => i % 16 != 5), outcome => Assert.True(outcome.IsOk));
        Assert.All(outcomes.Where((_, i) => i % 16 == 5), outcome => Assert.Equal(ErrorReason.Internal, outcome.Error!.Reason));
        Assert.Contains(graph.Batches, batch => batch.Length > 1 && batch.Contains(FailingWork.Value));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task Run_OutputThatIsNotFinite_IsAnError(float value)
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        graph.Let(1);

        var outcome = await Start(sut, lane, new ValueWork(value));

        Assert.Equal(ErrorReason.Internal, outcome.Error!.Reason);
    }

    [Fact]
    public async Task Run_LengthsOfDifferentBuckets_DoNotShareABatch()
    {
        using var graph = new HeldGraph(pads: false);
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        graph.Let(100);

        var outputs = await Task.WhenAll(Enumerable.Range(1, 8).Select(length => Start(sut, lane, new ValueWork(1, length))));

        Assert.Equal(Enumerable.Range(1, 8), outputs.Select(output => output.Value.Length));
        Assert.All(graph.Batches, batch => Assert.Single(batch));
    }

    [Fact]
    public async Task Remove_WaitingRows_FailAndLaterOnesAreRefused()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        var running = Start(sut, lane, new ValueWork(0));
        await graph.EnteredAsync();
        var waiting = Start(sut, lane, new ValueWork(1));
        var removal = Task.Run(() => sut.Remove(lane));

        Assert.Equal(ErrorReason.Unavailable, (await waiting).Error!.Reason);
        graph.Let(1);
        await removal;

        Assert.True((await running).IsOk);
        Assert.Equal(ErrorReason.Unavailable, (await Start(sut, lane, new ValueWork(2))).Error!.Reason);
    }

    [Fact]
    public async Task Dispose_WaitingRows_FailAsUnavailable()
    {
        using var graph = new HeldGraph();
        var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        var running = Start(sut, lane, new ValueWork(0));
        await graph.EnteredAsync();
        var waiting = Start(sut, lane, new ValueWork(1));
        graph.Let(1);

        sut.Dispose();

        Assert.True((await running).IsOk);
        var outcome = await waiting;
        Assert.True(outcome.IsOk || outcome.Error.Reason == ErrorReason.Unavailable);
    }

    [Fact]
    public async Task QueueDepth_QueriesAndIngest_CountsWhatANewQueryStandsBehind()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut();
        var lane = sut.Add(new GraphStage(graph));
        var running = Start(sut, lane, new ValueWork(0), EmbedPriority.Ingest);
        await graph.EnteredAsync();
        Task[] ingest = [.. Enumerable.Range(1, 3).Select(value => Start(sut, lane, new ValueWork(value), EmbedPriority.Ingest))];
        Assert.Equal(1, sut.QueueDepth);

        Task[] queries = [Start(sut, lane, new ValueWork(4)), Start(sut, lane, new ValueWork(5))];

        Assert.Equal(3, sut.QueueDepth);
        graph.Let(100);
        await Task.WhenAll([running, .. ingest, .. queries]).WaitAsync(TimeSpan.FromSeconds(30));
        sut.Dispose();
        Assert.Equal(0, sut.QueueDepth);
    }

    [Fact]
    public void Admit_MoreThanTheCapacity_IsQueueFullWithAHint()
    {
        using var sut = CreateSut(options => options with { QueryCapacity = 10, IngestCapacity = 10, ShedShare = 1 });
        using var admitted = sut.Admit(EmbedPriority.Query, 8).Value;

        var refused = sut.Admit(EmbedPriority.Query, 3).Error!;

        Assert.Equal(ErrorReason.QueueFull, refused.Reason);
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));
        using var ingest = sut.Admit(EmbedPriority.Ingest, 10).Value;
        admitted.Dispose();
        using var later = sut.Admit(EmbedPriority.Query, 10).Value;
    }

    [Fact]
    public void Admit_RequestLargerThanTheQueue_IsOverTheLimit()
    {
        using var sut = CreateSut(options => options with { QueryCapacity = 10 });

        var error = sut.Admit(EmbedPriority.Query, 11).Error!;

        Assert.Equal((ErrorReason.LimitExceeded, false), (error.Reason, error.Retryable));
    }

    [Fact]
    public async Task Run_AStepKnownToBeShort_RunsOnTheThreadThatAsks()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut(options => options with { ShortStep = TimeSpan.FromHours(1) });
        var lane = sut.Add(new GraphStage(graph));
        graph.Let(100);
        for (var i = 0; i < 20; i++)
            await Start(sut, lane, new ValueWork(i));

        var here = Start(sut, lane, new ValueWork(3));

        Assert.True(here.IsCompleted);
        Assert.Equal(6f, (await here).Value[0]);
        Assert.Equal(0, sut.QueueDepth);
    }

    [Fact]
    public async Task Run_AStepKnownToBeShort_WaitsWhereAllPlacesAreTaken_AndIngestGoesOnBehindIt()
    {
        using var graph = new HeldGraph();
        using var sut = CreateSut(options => options with { ShortStep = TimeSpan.FromHours(1) });
        var lane = sut.Add(new GraphStage(graph));
        graph.Let(20);
        for (var i = 0; i < 20; i++)
            await Start(sut, lane, new ValueWork(i));
        graph.Hold();
        var here = Task.Run(() => Start(sut, lane, new ValueWork(100)));
        await graph.EnteredAsync();

        Task<Result<float[]>>[] others =
            [Start(sut, lane, new ValueWork(101)), Start(sut, lane, new ValueWork(102), EmbedPriority.Ingest)];

        Assert.DoesNotContain(others, other => other.IsCompleted);
        graph.Let(3);
        await Task.WhenAll([here, .. others]).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([100f, 101f, 102f], graph.Batches.TakeLast(3).Select(batch => batch[0]));
    }

    private static EmbeddingScheduler CreateSut(Func<SchedulingOptions, SchedulingOptions>? change = null)
    {
        var options = new SchedulingOptions { ShortStep = TimeSpan.Zero };
        return new EmbeddingScheduler(change?.Invoke(options) ?? options, 1, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
    }

    private static async Task<Result<float[]>> Start(
        EmbeddingScheduler sut,
        GraphLane lane,
        GraphWork work,
        EmbedPriority priority = EmbedPriority.Query,
        FairShare? share = null,
        CancellationToken cancellationToken = default)
    {
        using var admission = sut.Admit(priority, 1, share).Value;
        return await sut.RunAsync(lane, work, admission, cancellationToken);
    }
}
