using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Scheduling;

namespace Triad.Benchmarks.Path;

/// <summary>Bare ONNX Runtime on one graph: prepared tensors in, tensors out, nothing else.</summary>
internal sealed class RawGraph : IDisposable
{
    private readonly Dictionary<int, InferenceSession> _sessions = [];
    private readonly GraphLayout _layout;
    private RawBatch[] _prepared = [];
    private RawSetting? _preparedFor;

    public RawGraph(string folder, FusionManifest manifest, RawShape shape, IEnumerable<int> threadCounts)
    {
        Shape = shape;
        _layout = FusionGraphs.LayoutOf(shape.Graph, manifest);
        foreach (var threads in threadCounts)
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
            _sessions[threads] = new InferenceSession(System.IO.Path.Combine(folder, manifest.Graphs[shape.Graph]), options);
        }
    }

    public RawShape Shape { get; }

    /// <summary>The setting of the least time a row.</summary>
    public RawSetting Best { get; private set; } = new(1, 1, 1);

    /// <summary>Tries settings and keeps the best.</summary>
    public void Tune(IEnumerable<RawSetting> settings, TimeSpan each)
    {
        var best = double.MaxValue;
        foreach (var setting in settings)
        {
            Run(setting, setting.Batch * setting.Runners);
            var (rows, seconds) = (0, 0.0);
            while (seconds < each.TotalSeconds)
            {
                seconds += Run(setting, setting.Batch * setting.Runners * 2).TotalSeconds;
                rows += setting.Batch * setting.Runners * 2;
            }

            if (seconds / rows < best) (best, Best) = (seconds / rows, setting);
        }

        Run(Best, Best.Batch);
    }

    /// <summary>Runs at least some rows.</summary>
    /// <returns>The time that exactly these rows take.</returns>
    public TimeSpan Run(RawSetting setting, int rows)
    {
        var batches = (rows + setting.Batch - 1) / setting.Batch;
        var rounds = (batches + setting.Runners - 1) / setting.Runners;
        var prepared = Prepare(setting);
        var session = _sessions[setting.Threads];
        var started = Stopwatch.GetTimestamp();
        var others = prepared.Skip(1).Select(batch => new Thread(() => Repeat(session, batch, rounds))).ToArray();
        foreach (var other in others) other.Start();
        Repeat(session, prepared[0], rounds);
        foreach (var other in others) other.Join();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return elapsed * rows / (rounds * setting.Runners * setting.Batch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var batch in _prepared) batch.Dispose();
        foreach (var session in _sessions.Values) session.Dispose();
    }

    // Making up tensors takes longer than running them, and is no part of what is measured.
    private RawBatch[] Prepare(RawSetting setting)
    {
        if (setting == _preparedFor) return _prepared;
        foreach (var batch in _prepared) batch.Dispose();
        _preparedFor = setting;
        return _prepared = [.. Enumerable.Range(0, setting.Runners).Select(_ => new RawBatch(_layout, setting.Batch, Shape.Length))];
    }

    private static void Repeat(InferenceSession session, RawBatch batch, int rounds)
    {
        using var options = new RunOptions();
        for (var round = 0; round < rounds; round++) session.Run(options, batch.InputNames, batch.Inputs, batch.OutputNames, batch.Outputs);
    }
}
