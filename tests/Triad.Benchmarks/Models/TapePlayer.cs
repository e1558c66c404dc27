using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Triad.Benchmarks.Models;

/// <summary>Bare ONNX Runtime on batches that were kept: the same tensors, in the same batches, on as many threads as the platform has.</summary>
internal sealed class TapePlayer(int threads) : IDisposable
{
    private readonly Dictionary<string, InferenceSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Opens the graphs of some batches and runs each once.</summary>
    public void WarmUp(IReadOnlyList<TapedBatch> batches)
    {
        foreach (var file in batches.Select(batch => batch.File).Distinct())
        {
            if (_sessions.ContainsKey(file)) continue;
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            _sessions[file] = new InferenceSession(file, options);
        }

        Play(batches, threads);
    }

    /// <summary>Runs batches side by side.</summary>
    public TimeSpan Play(IReadOnlyList<TapedBatch> batches) => Play(batches, Math.Min(threads, batches.Count));

    /// <summary>Runs batches one after another.</summary>
    public TimeSpan PlayInTurn(IReadOnlyList<TapedBatch> batches) => Play(batches, 1);

    public void Dispose()
    {
        foreach (var session in _sessions.Values) session.Dispose();
    }

    private TimeSpan Play(IReadOnlyList<TapedBatch> batches, int runners)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var others = Enumerable.Range(1, Math.Max(0, runners - 1)).Select(_ => new Thread(Pull)).ToList();
        foreach (var other in others) other.Start();
        Pull();
        foreach (var other in others) other.Join();
        return Stopwatch.GetElapsedTime(started);

        void Pull()
        {
            using var options = new RunOptions();
            while (Interlocked.Increment(ref next) is var turn && turn < batches.Count)
            {
                var batch = batches[turn];
                _sessions[batch.File].Run(options, batch.InputNames, batch.Inputs, batch.OutputNames, batch.Outputs);
            }
        }
    }
}
