using System.Diagnostics;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Crash;

/// <summary>
/// Kills the real server at seeded random moments under a load of uploads, ingests, searches and deletions, checks after each restart, and compares the end
/// with a platform that did the same work undisturbed.
/// </summary>
internal sealed class CrashBenchmark : IBenchmark
{
    private const string JournalName = "journal.jsonl";
    private const int ShownDifferences = 20;

    // What a server logs is not what is judged here, and must not end the run.
    private const string AnyError = "";

    private static readonly string[] OwnEntries = [JournalName, "clips", "data", "reference"];

    public string Name => "crash";

    public string Summary => "kills the server under load, again and again; nothing acknowledged may be lost, against an undisturbed run of the same work";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("kills", "25", "kills in all, those of an interrupted run counted"),
        new("seed", "1", "decides the moments of the kills and what the callers do"),
        new("work", IOPath.Combine(Checkout.Root, "artifacts", "bench-crash"), "folder for the data and the journal"),
        new("resume", "no", "goes on with the run whose journal the folder holds", IsFlag: true),
        new("halt", "no", "ends at the first finding and leaves the data as it is", IsFlag: true),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (kills, seed) = (arguments.Number("kills"), arguments.Number("seed", minimum: 0));
        var work = IOPath.GetFullPath(arguments.Text("work"));
        var start = Stopwatch.GetTimestamp();
        Prepare(work, arguments.Flag("resume"));
        using var journal = CrashJournal.Open(IOPath.Combine(work, JournalName));
        var ledger = new CrashLedger(journal);
        if (ledger.Seed is { } journalled && journalled != seed)
            throw new BenchmarkUsageException($"--seed {seed} is not the seed of the run to be resumed, {journalled}.");
        if (ledger.Seed is null)
            ledger.Append(new JournalLine(JournalKind.Run) { Number = seed });
        ledger.ReleaseAll();

        var clips = await CrashClips.MakeAsync(IOPath.Combine(work, "clips"), cancellationToken);
        var reporter = new CrashReporter(ledger, Console.Error);
        var data = IOPath.Combine(work, "data");
        CrashServer.EndLeftOver(data);
        await using var server = ServerProcess.Over(data);
        server.ExpectError(AnyError);
        var run = new CrashRun(ledger, server, clips, reporter, TimeProvider.System);
        await run.PrepareAsync(cancellationToken);
        await run.KillAsync(kills, arguments.Flag("halt"), cancellationToken);
        reporter.Finished();

        var differences = arguments.Flag("halt") && reporter.HasFindings
            ? null
            : await CompareAsync(new CrashEnd(ledger, clips, reporter, TimeProvider.System), server, IOPath.Combine(work, "reference"), reporter, cancellationToken);
        return Report(ledger, seed, differences, reporter, Stopwatch.GetElapsedTime(start));
    }

    private static BenchmarkReport Report(CrashLedger ledger, int seed, List<string>? differences, CrashReporter reporter, TimeSpan time)
    {
        var isEqual = differences is { Count: 0 };
        return new BenchmarkReport(
            [
                new("kills", ledger.Kills),
                new("acked", ledger.Acknowledged),
                new("lost", ledger.CountOf(FindingKind.Lost)),
                new("phantoms", ledger.CountOf(FindingKind.Phantom)),
                new("duplicates", ledger.CountOf(FindingKind.Duplicate)),
                new("resurrected", ledger.CountOf(FindingKind.Resurrected)),
                new("state_equal", isEqual),
                new("faults", ledger.CountOf(FindingKind.Fault)),
                new("checks", ledger.Checks),
                new("uploads", ledger.All().Count),
                new("seconds", Math.Round(time.TotalSeconds, 1)),
                new("seed", seed),
            ],
            isEqual && !reporter.HasFindings);
    }

    private static async Task<List<string>> CompareAsync(
        CrashEnd end, ServerProcess server, string reference, CrashReporter reporter, CancellationToken cancellationToken)
    {
        var killed = await end.RestAsync(server, cancellationToken);
        if (Directory.Exists(reference))
            Directory.Delete(reference, recursive: true);
        await using var undisturbed = ServerProcess.Over(reference);
        undisturbed.ExpectError(AnyError);
        reporter.Say("repeating the work without kills ...");
        var wanted = await end.ReplayAsync(undisturbed, cancellationToken);
        var differences = killed.DifferencesFrom(wanted).ToList();
        reporter.Say($"{wanted.Count} facts compared, {differences.Count} differ");
        foreach (var difference in differences.Take(ShownDifferences))
            reporter.Say($"DIFFERENCE: {difference}");
        return differences;
    }

    /// <summary>Makes the folder, emptied of an earlier run unless that is to go on. Nothing that is not of a run is touched.</summary>
    private static void Prepare(string work, bool resumes)
    {
        Directory.CreateDirectory(work);
        var holdsRun = File.Exists(IOPath.Combine(work, JournalName));
        if (resumes && !holdsRun)
            throw new BenchmarkUsageException($"--resume: '{work}' holds no run. Leave --resume out, or give the folder of the run with --work.");
        var foreign = Directory.EnumerateFileSystemEntries(work).Select(IOPath.GetFileName).Except(OwnEntries).FirstOrDefault();
        if (foreign is not null)
            throw new BenchmarkUsageException($"--work '{work}' holds '{foreign}', which is of no run. Give an empty folder, or one that does not exist.");
        if (resumes)
            return;
        CrashServer.EndLeftOver(IOPath.Combine(work, "data"));
        foreach (var folder in OwnEntries[1..].Select(name => IOPath.Combine(work, name)).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        File.Delete(IOPath.Combine(work, JournalName));
    }
}
