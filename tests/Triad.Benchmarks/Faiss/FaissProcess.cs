using System.Diagnostics;
using System.Globalization;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Faiss;

/// <summary>A Python that has FAISS search the same vectors, one query when it is asked.</summary>
internal sealed class FaissProcess : IDisposable
{
    private readonly Process _process;

    private FaissProcess(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    /// <summary>Starts it and waits until it holds the vectors.</summary>
    /// <exception cref="BenchmarkUsageException">Python or FAISS is missing.</exception>
    public static async Task<FaissProcess> StartAsync(
        string rows, string queries, int dimension, int limit, int threads, CancellationToken cancellationToken)
    {
        var script = IOPath.Combine(Checkout.Root, "tests", "Triad.Benchmarks", "Faiss", "flat.py");
        var python = Environment.GetEnvironmentVariable("TRIAD_PYTHON")
            ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
        var start = new ProcessStartInfo(python, [script, rows, queries, $"{dimension}", $"{limit}", $"{threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}";
        var process = Process.Start(start)!;
        var version = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return version is not null
            ? new FaissProcess(process, version.Split(' ')[0])
            : throw new BenchmarkUsageException(
                "FAISS does not start. Install it with: apt-get install python3-faiss, or name a Python that has it in TRIAD_PYTHON.");
    }

    /// <summary>One search: its milliseconds as Python saw them, and the rows that were found.</summary>
    public async Task<(double Milliseconds, int[] Found)> SearchAsync(int query, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{query}").AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("FAISS has ended.");
        var words = line.Split(' ');
        return (
            long.Parse(words[0], CultureInfo.InvariantCulture) / 1e6,
            [.. words.Skip(1).Select(word => int.Parse(word, CultureInfo.InvariantCulture))]);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
