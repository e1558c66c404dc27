using Microsoft.Data.Sqlite;
using Orleans;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Persistence.Database;
using Triad.Sqlite;
using Triad.Testing.GrainState;

namespace Triad.Persistence.Tests.Database;

/// <summary>The database beneath grain state: damage, limits, other processes.</summary>
public sealed class StateDatabaseTests : IAsyncLifetime
{
    private readonly StateDatabaseFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Write_NoRoomLeft_StoresNothingAndGoesOnWhenThereIs()
    {
        var sut = StateDatabaseFixture.Storage(_fixture.Open(options => options.MaxDatabaseBytes = 128 << 10));
        var small = await Write(sut, "small", new SampleState { Name = "x" });

        var failure = await Assert.ThrowsAsync<StorageException>(
            () => Write(sut, "large", new SampleState { Name = new string('x', 1 << 20) }));

        Assert.Equal(ErrorReason.StorageFull, failure.Error.Reason);
        Assert.NotNull(failure.Error.Remedy);
        Assert.False((await Read(sut, "large")).RecordExists);
        Assert.Equal(small.ETag, (await Read(sut, "small")).ETag);
        await Write(sut, "another", new SampleState());
    }

    [Fact]
    public async Task Write_AnotherProcessHoldsTheDatabase_IsUnavailableAndRetryable()
    {
        var sut = StateDatabaseFixture.Storage(_fixture.Open(options => options.BusyTimeout = TimeSpan.FromMilliseconds(1)));
        await Write(sut, "first", new SampleState());
        using var other = Connect();
        using (other.BeginTransaction(deferred: false))
        {
            var failure = await Assert.ThrowsAsync<StorageException>(() => Write(sut, "second", new SampleState()));

            Assert.Equal(ErrorReason.Unavailable, failure.Error.Reason);
            Assert.True(failure.Error.Retryable);
            Assert.True((await Read(sut, "first")).RecordExists);
        }

        await Write(sut, "second", new SampleState());
    }

    [Theory]
    [InlineData("PRAGMA application_id = 7", "not a state database")]
    [InlineData("PRAGMA user_version = 99", "layout 99")]
    public async Task Open_ForeignOrNewerFile_IsRefusedAndSaysWhy(string tampering, string reason)
    {
        await Write(StateDatabaseFixture.Storage(_fixture.Open()), "first", new SampleState());
        await _fixture.CloseAsync();
        using (var connection = Connect())
            connection.Execute(tampering);

        var failure = await Assert.ThrowsAsync<StorageException>(() => Read(StateDatabaseFixture.Storage(_fixture.Open()), "first"));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains(_fixture.DatabasePath, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileThatIsNoDatabase_IsRefused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fixture.DatabasePath)!);
        await File.WriteAllTextAsync(_fixture.DatabasePath, new string('x', 8192));

        var failure = await Assert.ThrowsAsync<StorageException>(() => Read(StateDatabaseFixture.Storage(_fixture.Open()), "first"));

        Assert.Equal(ErrorReason.Internal, failure.Error.Reason);
    }

    [Fact]
    public async Task Read_DamagedPayload_IsRefusedAndOthersAreRead()
    {
        var sut = StateDatabaseFixture.Storage(_fixture.Open());
        await Write(sut, "damaged", new SampleState());
        await Write(sut, "whole", new SampleState { Count = 3 });
        using (var connection = Connect())
            connection.Execute("UPDATE grain_state SET payload = x'7b' WHERE grain_id = 'sample/damaged'");

        var failure = await Assert.ThrowsAsync<StorageException>(() => Read(sut, "damaged"));

        Assert.Contains("sample/damaged", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await Read(sut, "whole")).State!.Count);
    }

    [Fact]
    public async Task Write_ManyAtOnce_AllAreDurableWhenAcknowledged()
    {
        var sut = StateDatabaseFixture.Storage(_fixture.Open());
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Write(sut, $"{i}", new SampleState { Count = i })));

        using var other = Connect();
        Assert.Equal(500L, other.Scalar<long>("SELECT count(*) FROM grain_state"));
    }

    [Fact]
    public async Task Write_MoreThanMayWait_IsRefusedAsQueueFull()
    {
        var database = _fixture.Open(options => options.MaxQueuedWrites = 1).Open();
        using var entered = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        var running = database.WriteAsync(
            _ =>
            {
                entered.Release();
                release.Wait();
                return 1;
            },
            CancellationToken.None);
        await entered.WaitAsync();
        var waiting = database.WriteAsync(_ => 2, CancellationToken.None);

        var failure = await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(_ => 3, CancellationToken.None));

        release.Set();
        Assert.Equal((1, 2), (await running, await waiting));
        Assert.Equal(ErrorReason.QueueFull, failure.Error.Reason);
        Assert.NotNull(failure.Error.RetryAfter);
    }

    [Fact]
    public async Task Write_CancelledWhileItWaits_IsDropped()
    {
        var database = _fixture.Open().Open();
        using var entered = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var ran = false;
        var running = database.WriteAsync(
            _ =>
            {
                entered.Release();
                release.Wait();
                return 1;
            },
            CancellationToken.None);
        await entered.WaitAsync();
        var waiting = database.WriteAsync(_ => ran = true, cancelled.Token);

        await cancelled.CancelAsync();
        release.Set();

        await running;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(ran);
    }

    [Fact]
    public async Task Write_OneOfABatchFails_TheOthersAreWritten()
    {
        var database = _fixture.Open().Open();
        using var entered = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        var first = database.WriteAsync(
            _ =>
            {
                entered.Release();
                release.Wait();
                return 0;
            },
            CancellationToken.None);
        await entered.WaitAsync();
        var sut = StateDatabaseFixture.Storage(_fixture.Open());
        var good = database.WriteAsync(connection => Insert(connection, "good"), CancellationToken.None);
        var bad = database.WriteAsync<int>(
            connection =>
            {
                Insert(connection, "bad");
                throw new InvalidOperationException("on purpose");
            },
            CancellationToken.None);
        var alsoGood = database.WriteAsync(connection => Insert(connection, "also-good"), CancellationToken.None);
        release.Set();

        await Task.WhenAll(first, good, alsoGood);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);

        using var other = Connect();
        Assert.Equal(2L, other.Scalar<long>("SELECT count(*) FROM grain_state"));
        Assert.False((await Read(sut, "bad")).RecordExists);

        static int Insert(SqliteConnection connection, string grain) => connection.Execute(
            "INSERT INTO grain_state VALUES ('s', 't', 'n', $grain, 'e', x'00')",
            ("$grain", grain));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_fixture.DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task<GrainState<SampleState>> Write(Orleans.Storage.IGrainStorage sut, string grain, SampleState state)
    {
        var fresh = new GrainState<SampleState>(state);
        await sut.WriteStateAsync("sample", GrainId.Create("sample", grain), fresh);
        return fresh;
    }

    private static async Task<GrainState<SampleState>> Read(Orleans.Storage.IGrainStorage sut, string grain)
    {
        var state = new GrainState<SampleState>();
        await sut.ReadStateAsync("sample", GrainId.Create("sample", grain), state);
        return state;
    }
}
