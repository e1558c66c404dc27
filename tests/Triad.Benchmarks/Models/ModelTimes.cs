using System.Diagnostics;
using Triad.Benchmarks.Path;
using Triad.Core.Embedding;
using Triad.Inference.Embedding;

namespace Triad.Benchmarks.Models;

/// <summary>
/// Times a package against bare ONNX Runtime. The batches of a pass are kept once; from then on embedder and bare ONNX Runtime take turns, and the
/// medians of the rounds count. Processor time is compared where many items are on their way, since a busy machine disturbs it least; of a query the time
/// that somebody waits.
/// </summary>
internal sealed class ModelTimes(IEmbedder embedder, GraphTape tape, int threads, int rounds) : IDisposable
{
    // Before that the runtime runs code that it has not optimised yet, which a server that has been up for seconds does not.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private const double LeastSeconds = 0.15;
    private const int MostPasses = 32;

    // Preparation is measured by itself, one item after another, and may come out a third off what it is among others.
    private const double MostPreparation = 0.5;

    private readonly TapePlayer _player = new(threads);

    public async Task<WorkFigures> MeasureAsync(ModelWork work, CancellationToken cancellationToken)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < WarmUp;)
            await PassAsync(work, cancellationToken);
        work.Renew();
        var batches = await tape.RecordAsync(() => PassAsync(work, cancellationToken));
        try
        {
            _player.WarmUp(batches);
            return work.IsQuery ? await QueriesAsync(work, batches, cancellationToken) : await ItemsAsync(work, batches, cancellationToken);
        }
        finally
        {
            foreach (var batch in batches) batch.Dispose();
        }
    }

    public void Dispose() => _player.Dispose();

    private async Task<WorkFigures> ItemsAsync(ModelWork work, IReadOnlyList<TapedBatch> batches, CancellationToken cancellationToken)
    {
        var passes = (int)Math.Clamp(Math.Ceiling(LeastSeconds / Math.Max(1e-4, _player.Play(batches).TotalSeconds)), 1, MostPasses);
        var steps = new List<(string Step, double Seconds)>();
        var seen = new List<Round>();
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (served, servedCpu) = (TimeSpan.Zero, TimeSpan.Zero);
            for (var pass = 0; pass < passes; pass++)
            {
                work.Renew();
                var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                await PassAsync(work, cancellationToken);
                served += Stopwatch.GetElapsedTime(started);
                servedCpu += Environment.CpuUsage.TotalTime - before;
            }

            var (raw, cpu) = (TimeSpan.Zero, Environment.CpuUsage.TotalTime);
            for (var pass = 0; pass < passes; pass++)
                raw += _player.Play(batches);
            seen.Add(new Round(served, servedCpu, raw, Environment.CpuUsage.TotalTime - cpu));

            // Among the rounds: before them the code of front ends is not the one yet that the rounds run.
            steps.AddRange(await PrepareAsync(work, cancellationToken));
        }

        var prepared = PreparationMeter.TotalOf(steps) * ((double)passes / rounds);

        var units = work.Units * passes;
        var share = Median(seen.Select(round => prepared / round.ServedCpu));
        return new WorkFigures(
            work.Unit,
            Median(seen.Select(round => round.Served.TotalMilliseconds)) / units,
            Median(seen.Select(round => round.Raw.TotalMilliseconds)) / units,
            prepared.TotalMilliseconds / units,
            share > MostPreparation ? null : Median(seen.Select(round => round.RawCpu / (round.ServedCpu - prepared))),
            Median(seen.Select(round => round.RawCpu / round.ServedCpu)))
        {
            PreparationShare = share,
            OverheadMs = Median(seen.Select(round => (round.ServedCpu - prepared - round.RawCpu).TotalMilliseconds)) / units,
        };
    }

    // Nothing else runs meanwhile, as far as this process goes.
    private async Task<IReadOnlyCollection<(string Step, double Seconds)>> PrepareAsync(ModelWork work, CancellationToken cancellationToken)
    {
        using var meter = new PreparationMeter();
        work.Renew();
        foreach (var item in work.Items)
            await AskAsync(item, EmbedPriority.Ingest, cancellationToken);
        return meter.Steps;
    }

    // One after another: item i's batches are those that it alone has caused.
    private async Task<WorkFigures> QueriesAsync(ModelWork work, IReadOnlyList<TapedBatch> batches, CancellationToken cancellationToken)
    {
        var each = batches.Count / work.Items.Count;
        var (served, raw) = (new List<double>(), new List<double>());
        for (var i = 0; i < work.Items.Count * Math.Max(1, rounds / 2); i++)
        {
            var at = i % work.Items.Count;
            var started = Stopwatch.GetTimestamp();
            await AskAsync(work.Items[at], EmbedPriority.Query, cancellationToken);
            served.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            raw.Add(_player.PlayInTurn([.. batches.Skip(at * each).Take(each)]).TotalMilliseconds);
        }

        var ratio = Median(raw) / Median(served);
        return new WorkFigures(work.Unit, Median(served), Median(raw), 0, ratio, ratio) { OverheadMs = Median(served) - Median(raw) };
    }

    private async Task PassAsync(ModelWork work, CancellationToken cancellationToken)
    {
        if (!work.IsQuery)
            await Task.WhenAll(work.Items.Select(item => Task.Run(() => AskAsync(item, EmbedPriority.Ingest, cancellationToken), cancellationToken)));
        else
            foreach (var item in work.Items)
                await AskAsync(item, EmbedPriority.Query, cancellationToken);
    }

    private async Task AskAsync(EmbedItem item, EmbedPriority priority, CancellationToken cancellationToken)
    {
        if (embedder is not IScorer scorer)
            await EmbedLoad.EmbedAsync(embedder, item, priority, cancellationToken);
        else if (await scorer.ScoreAsync(item.Parts, cancellationToken) is { IsOk: false } refused)
            throw new BenchmarkUsageException(refused.Error.Message);
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    private sealed record Round(TimeSpan Served, TimeSpan ServedCpu, TimeSpan Raw, TimeSpan RawCpu);
}
