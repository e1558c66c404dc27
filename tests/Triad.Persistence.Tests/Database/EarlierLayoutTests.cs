using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Persistence.Database;
using Triad.Sqlite;
using Triad.Testing.Servers;

namespace Triad.Persistence.Tests.Database;

/// <summary>The database of a platform of the build before rows: tests/Data/old/README.md says how it came about.</summary>
public sealed class EarlierLayoutTests : IAsyncLifetime
{
    private const string Service = "default";

    private readonly StateDatabaseFixture _fixture = new();

    public ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fixture.DatabasePath)!);
        File.Copy(Path.Combine(Checkout.Root, "tests/Data/old/state.db"), _fixture.DatabasePath);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Queue_OfAnEarlierBuild_BecomesRows()
    {
        var jobs = await JobsAsync();

        Assert.Equal(
            [
                "0: caf51cd1d17be769222c2772e67428df 1",
                "2: b9a728b91419990831e0cbd5abbc72d5 2",
                "2: 1ac9c34fae40b20dd84e5b05edcb49ea 3",
                "3: 81c67f2ca169bb6c910c8d67b4681d51 1",
                "3: df709305d3d49f4521c91b8b80dafea1 2",
                "7: 276155b3e155057b194227fd16d1786f 1",
            ],
            jobs);
    }

    [Fact]
    public async Task Catalogs_OfAnEarlierBuild_BecomeRowsInTheSameOrderAndAreCounted()
    {
        var catalogs = StateDatabaseFixture.Catalogs(_fixture.Open(), Service);

        var rows = (await (await catalogs.OpenAsync(TenantId.From("acme"), 1, default)).Value.ListAsync(null, 100, default)).Value;
        var totals = (await catalogs.TotalsAsync(default)).Value;

        Assert.Equal(
            [
                new CatalogRow(VideoId.From("second."), DateTimeOffset.Parse("2026-11-29T15:02:16.5739896Z"), 76940),
                new CatalogRow(VideoId.From("first"), DateTimeOffset.Parse("2026-11-29T15:02:10.1957839Z"), 84045),
            ],
            rows);
        Assert.Equal(new StoredTotals(2, 76940 + 84045), totals[TenantId.From("acme")]);
        Assert.Equal(new StoredTotals(7, 600762), totals[TenantId.From("beta")]);
        Assert.Equal(2, totals.Count);
    }

    [Fact]
    public async Task States_OfOtherGrains_Stay()
    {
        Assert.Equal(30L, await ScalarAsync("SELECT count(*) FROM grain_state", _fixture.DatabasePath));

        _fixture.Open().Open();

        Assert.Equal(17L, await ScalarAsync("SELECT count(*) FROM grain_state", _fixture.DatabasePath));
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM grain_state WHERE state_name IN ('ingest-queue', 'catalog')", _fixture.DatabasePath));
    }

    [Fact]
    public async Task Open_Again_MovesNothingTwice()
    {
        var first = await JobsAsync();
        await _fixture.CloseAsync();

        Assert.Equal(first, await JobsAsync());
    }

    [Fact]
    public async Task Open_SeveralProcessesAtOnce_MoveOnce()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => _fixture.Open()).ToArray();
        await Task.WhenAll(processes.Select(process => Task.Run(process.Open)));

        Assert.Equal(6, (await JobsAsync()).Length);
    }

    [Fact]
    public void Move_IsTold()
    {
        var log = new TextLog();

        _fixture.Open(log: log).Open();

        Assert.Equal(
            [
                $"The state database '{_fixture.DatabasePath}' has layout 1: it is brought to layout 2",
                $"The state database '{_fixture.DatabasePath}': moved 6 queued jobs and 9 catalog entries; it has layout 2 now",
            ],
            log.Lines);
    }

    [Theory]
    [InlineData("{\"format\":1,\"type\":\"CatalogState\",\"state\":{\"entries\":[{\"videoId\":\"x\"}]}}")]
    [InlineData("{\"format\":2,\"type\":\"CatalogState\",\"state\":{\"entries\":[]}}")]
    [InlineData("{\"format\":1,")]
    public async Task State_ThatCannotBeRead_IsNamed_AndNothingIsChanged(string damaged)
    {
        await ScalarAsync($"UPDATE grain_state SET payload = CAST('{damaged}' AS BLOB) WHERE grain_id = 'catalog/beta/5'", _fixture.DatabasePath);

        var failure = Assert.Throws<StorageException>(() => _fixture.Open().Open());

        Assert.Equal(ErrorReason.Internal, failure.Error.Reason);
        Assert.Contains("'catalog' of grain 'catalog/beta/5'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("restore the file from a backup", failure.Error.Remedy, StringComparison.Ordinal);
        Assert.Equal(1L, await ScalarAsync("PRAGMA user_version", _fixture.DatabasePath));
        Assert.Equal(30L, await ScalarAsync("SELECT count(*) FROM grain_state", _fixture.DatabasePath));
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM sqlite_master WHERE name = 'owner_row'", _fixture.DatabasePath));
    }

    private async Task<string[]> JobsAsync()
    {
        var rows = StateDatabaseFixture.Rows(_fixture.Open(), Service);
        var jobs = new List<string>();
        for (var partition = 0; partition < 8; partition++)
        {
            var opened = (await rows.OpenAsync(QueuedJob.OwnerOf(partition), default)).Value.Opened.Select(QueuedJob.From);
            jobs.AddRange(opened.OrderBy(job => job.Number).Select(job => FormattableString.Invariant($"{partition}: {job.Video} {job.Number}")));
        }

        return [.. jobs];
    }

    private static async Task<long> ScalarAsync(string sql, string path)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        return connection.Scalar<long>(sql);
    }

    private sealed class TextLog : ILogger<StateDatabaseHolder>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
