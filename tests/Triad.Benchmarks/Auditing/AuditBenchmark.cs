using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triad.Core.Audit;
using Triad.Core.Identity;
using Triad.Gateway.Audit;
using Triad.Gateway.Calls;
using Triad.Gateway.Tokens;
using Triad.Persistence.Audit;

namespace Triad.Benchmarks.Auditing;

/// <summary>What the audit log costs a search: on its way, and in all.</summary>
internal sealed class AuditBenchmark : IBenchmark
{
    private const double MaxMicroseconds = 10;
    private const string Search = "/triad.v1.SearchService/Search";

    // So many calls between two looks at the clock.
    private const int Step = 200;

    public string Name => "audit";

    public string Summary => "what the audit log adds to a search: on its way, and of processor time in all";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("calls", "200000", "calls"),
        new("rate", "20000", "at most this many a second"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (calls, rate) = (arguments.Number("calls"), arguments.Number("rate"));
        var folder = Directory.CreateTempSubdirectory("triad-bench-audit-");
        try
        {
            var store = new FolderAuditStore(folder.FullName);
            var options = Microsoft.Extensions.Options.Options.Create(new AuditOptions());
            await using var writer = new AuditWriter(store, new TokenSigner(new byte[32], TimeProvider.System), TimeProvider.System, options);
            using var log = new AuditLog(options, TimeProvider.System, NullLogger<AuditLog>.Instance, writer);
            var trail = new AuditTrail(log, TimeProvider.System, options);
            await log.StartAsync(cancellationToken);

            // The first ones meet code that is not compiled yet.
            await LoadAsync(trail, calls / 10, rate, cancellationToken);
            var begun = Environment.CpuUsage.TotalTime;
            var (hot, clock) = await LoadAsync(trail, calls, rate, cancellationToken);
            await log.StopAsync(cancellationToken);
            var cpu = (Environment.CpuUsage.TotalTime - begun).TotalMicroseconds / calls;
            return await ReportAsync(store, hot, clock, cpu, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<BenchmarkReport> ReportAsync(FolderAuditStore store, double hot, double clock, double cpu, CancellationToken cancellationToken)
    {
        var (records, bytes, lost) = (0L, 0L, 0L);
        foreach (var part in (await store.ListAsync(cancellationToken)).Value)
        {
            await foreach (var (line, _) in AuditLines.ReadAsync((await store.OpenReadAsync(part, cancellationToken)).Value, cancellationToken))
            {
                (records, bytes) = (records + 1, bytes + line.Length);
                if (AuditRecord.Read(line) is { Event: { Call: AuditCalls.Lost, Count: var count } })
                    lost += count;
            }
        }

        return new BenchmarkReport(
            [
                new("hot_us", Math.Round(hot, 3)),
                new("cpu_us", Math.Round(cpu, 3)),
                new("clock_us", Math.Round(clock, 3)),
                new("records", records),
                new("bytes_a_record", Math.Round((double)bytes / records)),
                new("lost", lost),
            ],
            hot <= MaxMicroseconds && lost == 0);
    }

    private static async Task<(double Hot, double Clock)> LoadAsync(AuditTrail trail, int calls, int rate, CancellationToken cancellationToken)
    {
        var caller = new Caller(ApiKeyId.From("0123456789abcdef"), TenantId.From("acme"), CallScopes.Search);
        var request = new V1.SearchRequest { Query = new V1.Query { Parts = { new V1.Part { Text = "a red ring" } } } };
        var response = new V1.SearchResponse { Hits = { Enumerable.Range(0, 10).Select(i => new V1.Hit { VideoId = $"v{i}" }) } };
        var http = new DefaultHttpContext();
        var (started, hot, clock) = (Stopwatch.GetTimestamp(), 0L, 0L);
        for (var done = 0; done < calls; done += Step)
        {
            var begun = Stopwatch.GetTimestamp();
            for (var i = 0; i < Step; i++)
                await CallAsync(trail, http, caller, request, response);
            hot += Stopwatch.GetTimestamp() - begun;
            begun = Stopwatch.GetTimestamp();
            for (var i = 0; i < Step; i++)
                _ = TimeProvider.System.GetUtcNow();
            clock += Stopwatch.GetTimestamp() - begun;
            if (TimeSpan.FromSeconds((double)done / rate) - Stopwatch.GetElapsedTime(started) is { TotalMilliseconds: >= 1 } early)
                await Task.Delay(early, TimeProvider.System, cancellationToken);
        }

        return (Stopwatch.GetElapsedTime(0, hot).TotalMicroseconds / calls, Stopwatch.GetElapsedTime(0, clock).TotalMicroseconds / calls);
    }

    private static ValueTask CallAsync(AuditTrail trail, HttpContext http, Caller caller, V1.SearchRequest request, V1.SearchResponse response)
    {
        var entry = trail.Begin(http, Search)!;
        AuditTrail.Enter(entry, caller);
        trail.Ask(entry, request);
        AuditTrail.Answer(entry, response);
        return trail.EndAsync(entry);
    }
}
