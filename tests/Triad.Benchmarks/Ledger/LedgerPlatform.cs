using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Usage;
using Triad.Core.Usage.Export;
using Triad.Core.Usage.Metering;
using Triad.Grains.Usage.Export;
using Triad.Grains.Usage.Ledgers;
using Triad.Persistence;

namespace Triad.Benchmarks.Ledger;

/// <summary>
/// Meter, ledger and export of one tenant as the platform puts them together, over the same files and the same SQLite, without the silo around them.
/// </summary>
internal sealed class LedgerPlatform : IAsyncDisposable
{
    public const string Target = "billing";

    private const int Batch = 500;
    private const int KeptHours = 500;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly ServiceProvider _services;
    private readonly FolderSink _sink;
    private readonly UsageEventJson _json;
    private readonly TimeProvider _time;
    private readonly LedgerBook _book;

    private LedgerPlatform(ServiceProvider services, string folder, LedgerBook book, TimeProvider time)
    {
        (_services, _book, _time) = (services, book, time);
        _sink = new FolderSink(Target, ExportsOf(folder));
        _json = services.GetRequiredService<UsageEventJson>();
        Meter = new SegmentUsageMeter(System.IO.Path.Combine(folder, "usage"), [], time);
    }

    public static TenantId Tenant { get; } = TenantId.From("acme");

    public SegmentUsageMeter Meter { get; }

    public static string ExportsOf(string folder) => System.IO.Path.Combine(folder, "exports");

    public static async Task<LedgerPlatform> OpenAsync(string folder, TimeProvider time)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(TimeProvider.System)
            .AddSingleton<UsageEventJson>()
            .Configure<ClusterOptions>(options => options.ServiceId = "bench")
            .AddSqliteRows(options => options.DatabasePath = System.IO.Path.Combine(folder, "state.db"))
            .BuildServiceProvider();
        var book = await LedgerBook.OpenAsync(services.GetRequiredService<IRowStore>(), Tenant, default);
        return new LedgerPlatform(services, folder, Value(book), time);
    }

    public async Task RecordAsync(IReadOnlyList<UsageEvent> events)
    {
        if (Value(await _book.RecordAsync(events, default)) is [var other, ..])
            throw new InvalidOperationException($"The event {other.Id} came again with other values.");
    }

    /// <summary>What a process does every few seconds: tells what it counted, rolls hours up, exports, and removes what is old.</summary>
    public async Task TendAsync()
    {
        foreach (var segment in Meter.Seal())
        {
            await RecordAsync(segment.Read());
            Meter.Forget(segment);
        }

        Check(await _book.SealAsync(_time.GetUtcNow() - Grace, default));
        var entries = Value(await _book.AfterAsync(_book.Index.PositionOf(Target), Batch, default));
        if (entries is [var first, ..])
        {
            var slice = new UsageSlice(Tenant, first.Number, entries[^1].Number, [.. entries.Select(entry => _json.Write(entry.Event))]);
            Check(await _sink.SendAsync([slice], default));
            Check(await _book.Index.PutPositionAsync(Target, slice.Last, default));
        }

        Check(await _book.PruneAsync(_time.GetUtcNow() - TimeSpan.FromHours(KeptHours), [Target], default));
    }

    /// <summary>True where nothing is left to be told or exported.</summary>
    public bool IsAtRest => Meter.Seal().Count == 0 && _book.Index.PositionOf(Target) == _book.Last;

    /// <summary>The amounts of the ledger by their package, which here says who counted.</summary>
    public async Task<Dictionary<string, decimal>> AmountsAsync()
    {
        var sums = Value(await _book.SumsAsync(default, UsageHour.Of(DateTimeOffset.MaxValue), default));
        return sums.GroupBy(sum => sum.Series.Labels.Package).ToDictionary(group => group.Key, group => group.Sum(sum => sum.Sum.Amount));
    }

    public async ValueTask DisposeAsync()
    {
        Meter.Dispose();
        await _services.DisposeAsync();
    }

    private static T Value<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Error.Message);

    private static void Check(Result result)
    {
        if (!result.IsOk)
            throw new InvalidOperationException(result.Error.Message);
    }
}
