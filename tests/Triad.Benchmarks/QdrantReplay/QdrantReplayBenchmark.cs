using Triad.Doubles;
using Triad.Doubles.Recordings;

namespace Triad.Benchmarks.QdrantReplay;

/// <summary>Plays a recording of a Qdrant server's calls to the double, or to a server, and counts the answers as recorded.</summary>
internal sealed class QdrantReplayBenchmark : IBenchmark
{
    private const string File = "file";
    private const string Server = "qdrant";
    private const string Double = "the double";
    private const int LongestValue = 60;

    public string Name => "qdrant-replay";

    public string Summary => "answers to a recording of Qdrant's calls, against those recorded";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new(File, "", "a recording: one call a line, as TRIAD_QDRANT_RECORD writes them", IsPositional: true),
        new(Server, Double, "the address of a server to play it to, such as http://127.0.0.1:6334; it must be empty"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var calls = Read(arguments.Text(File));
        var replay = new RecordingReplay(TimeProvider.System);
        var results = arguments.Text(Server) == Double
            ? await PlayToDoubleAsync(replay, calls, cancellationToken)
            : await PlayToServerAsync(replay, calls, arguments.Text(Server), cancellationToken);

        var unimplemented = results.Count(result => result.IsUnimplemented);
        var equal = results.Count(result => result.IsEqual);
        var differ = results.Count - equal - unimplemented;
        return new BenchmarkReport(
            [new("calls", results.Count), new("equal", equal), new("differ", differ), new("unimplemented", unimplemented)],
            differ == 0)
        {
            Details = [.. results.Where(result => !result.IsEqual).SelectMany(Lines)],
        };
    }

    private static IReadOnlyList<RecordedCall> Read(string path)
    {
        try
        {
            return RecordingReader.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new BenchmarkUsageException($"'{path}' cannot be read as a recording: {e.Message}");
        }
    }

    private static async Task<IReadOnlyList<ReplayedCall>> PlayToServerAsync(
        RecordingReplay replay,
        IReadOnlyList<RecordedCall> calls,
        string server,
        CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new BenchmarkUsageException($"--{Server} '{server}' is no address of a server; give one such as http://127.0.0.1:6334.");
        try
        {
            return await replay.PlayAsync(calls, address, cancellationToken);
        }
        catch (IOException e)
        {
            throw new BenchmarkUsageException(e.Message);
        }
    }

    private static async Task<IReadOnlyList<ReplayedCall>> PlayToDoubleAsync(
        RecordingReplay replay,
        IReadOnlyList<RecordedCall> calls,
        CancellationToken cancellationToken)
    {
        await using var server = await QdrantDouble.StartAsync(cancellationToken: cancellationToken);
        return await replay.PlayAsync(calls, server.Address, cancellationToken);
    }

    private static IEnumerable<string> Lines(ReplayedCall result)
    {
        yield return $"{result.Call.Number} {result.Call.Scene} ({result.Call.Call}){(result.IsUnimplemented ? ": unimplemented" : "")}";
        foreach (var difference in result.Differences)
            yield return $"    {difference.Path}: {Short(difference.Expected)} expected, {Short(difference.Got)} got";
    }

    private static string Short(string text) => text.Length <= LongestValue ? text : $"{text[..LongestValue]}...";
}
