using Microsoft.Data.Sqlite;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Shards;
using Triad.Testing.Servers;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests;

/// <summary>The grains over the state database of an earlier build: tests/Data/old/README.md says what is in it.</summary>
public sealed class EarlierDataTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-old-");
    private Platform _platform = null!;

    public async ValueTask InitializeAsync()
    {
        File.Copy(Path.Combine(Checkout.Root, "tests/Data/old/state.db"), Path.Combine(_folder.FullName, "state.db"));
        await TakeOverAsync();
        _platform = await StartAsync(_folder.FullName, ingest: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The service of the tests' platform is another than that of the server.</summary>
    private async Task TakeOverAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "state.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE grain_state SET service = 'test'";
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Videos_AreListedAndKnown()
    {
        var key = new CatalogKey(TenantId.From("acme"), 1);

        var listed = Value(await _platform.Grains.Catalog(key).ListAsync(null, 10, default));

        Assert.Equal(["second.", "first"], listed.Select(entry => entry.VideoId.Value));
        Assert.Equal(VideoStatus.Ready, Value(await _platform.Video("acme", "first").GetAsync(default)).Status);
    }

    [Fact]
    public async Task Jobs_AreLeased()
    {
        var leased = new List<string>();
        for (var partition = 0; partition < IngestQueueKey.Partitions; partition++)
        {
            var queue = _platform.Grains.IngestQueue(partition);
            leased.AddRange(Value(await queue.LeaseAsync("host", 10, default)).Select(lease => $"{lease.Job.TenantId}/{lease.Job.VideoId}"));
        }

        Assert.Equal(6, leased.Distinct().Count(job => job.StartsWith("beta/", StringComparison.Ordinal)));
        Assert.Equal(6, leased.Count);
    }

    [Fact]
    public async Task FenceOfADeletedVideo_StillStandsAndIsARow()
    {
        var shard = new ShardId(TenantId.From("acme"), 0);
        var grain = _platform.Grains.IndexShard(shard);

        var staged = await grain.StageAsync(VideoId.From("third"), 1, SpaceId.From("triad-mini@2653f1f9c29caa2a"), [new RepresentationShape(RepresentationName.Full, 256)], default);

        Assert.Equal(ErrorReason.EpochStale, staged.Error?.Reason);
        Assert.Equal("third", Assert.Single((await _platform.Rows.OpenAsync(ShardFences.OwnerOf(shard), default)).Value.Opened).Key);
    }
}
