using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Orleans;
using Orleans.Runtime;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Testing.GrainState;

namespace Triad.Azure.Tests.Rows;

/// <summary>The container of a platform of the build before rows.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class EarlierBlobsTests(AzuriteFixture azurite) : IDisposable
{
    private const string Queue = """
        {"format":1,"type":"IngestQueueState","state":{"jobs":[
            {"tenantId":"beta","videoId":"b.","number":2},{"tenantId":"beta","videoId":"c","number":3}],"lastNumber":3}}
        """;

    private const string Catalog = """
        {"format":1,"type":"CatalogState","state":{"entries":[
            {"videoId":"second.","createdAt":"2026-11-29T15:02:16.5739896+00:00","bytes":76940},
            {"videoId":"first","createdAt":"2026-11-29T15:02:10.1957839+00:00","bytes":84045}]}}
        """;

    private readonly AccountPlace _place = AccountPlace.New();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Start_OverBlobsOfAnEarlierBuild_MovesThemToRows()
    {
        await PutAsync("ingest-queue-ingestqueue/2.json", Queue);
        await PutAsync("catalog-catalog/acme/1.json", Catalog);

        await using var host = await AccountHost.StartAsync(azurite.Process.ConnectionString, _place);

        Assert.Equal(["beta/b. 2", "beta/c 3"], await JobsAsync(host));
        Assert.Equal(["second. 76940", "first 84045"], await VideosAsync(host));
        Assert.Equal(new StoredTotals(2, 160985), (await host.Catalogs.TotalsAsync(default)).Value[TenantId.From("acme")]);
        Assert.False(await Container.GetBlobClient("catalog-catalog/acme/1.json").ExistsAsync());
        Assert.False(await Container.GetBlobClient("ingest-queue-ingestqueue/2.json").ExistsAsync());
    }

    [Fact]
    public async Task Start_AfterAMoveThatWasKilled_MovesTheSameRowsAgain()
    {
        await PutAsync("ingest-queue-ingestqueue/2.json", Queue);
        await using (await AccountHost.StartAsync(azurite.Process.ConnectionString, _place))
            await PutAsync("ingest-queue-ingestqueue/2.json", Queue); // As if it had been killed before it removed the blob.

        await using var host = await AccountHost.StartAsync(azurite.Process.ConnectionString, _place);

        Assert.Equal(["beta/b. 2", "beta/c 3"], await JobsAsync(host));
    }

    [Fact]
    public async Task Start_SeveralProcessesAtOnce_AllFindTheRows()
    {
        await PutAsync("ingest-queue-ingestqueue/2.json", Queue);

        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AccountHost.StartAsync(azurite.Process.ConnectionString, _place)));

        Assert.Equal(["beta/b. 2", "beta/c 3"], await JobsAsync(hosts[2]));
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task Start_OverABlobThatCannotBeRead_NamesItAndKeepsIt()
    {
        await PutAsync("catalog-catalog/acme/1.json", "{\"format\":1,");

        var failure = await Assert.ThrowsAsync<StorageException>(() => AccountHost.StartAsync(azurite.Process.ConnectionString, _place));

        Assert.Equal(ErrorReason.Internal, failure.Error.Reason);
        Assert.Contains("catalog-catalog/acme/1.json", failure.Message, StringComparison.Ordinal);
        Assert.Contains("backup", failure.Error.Remedy, StringComparison.Ordinal);
        Assert.True(await Container.GetBlobClient("catalog-catalog/acme/1.json").ExistsAsync());
    }

    /// <summary>That the provider names states as the move expects them.</summary>
    [Fact]
    public async Task State_OfTheProvider_IsNamedByStateTypeAndKey()
    {
        await using var host = await AccountHost.StartAsync(azurite.Process.ConnectionString, _place);

        await host.Grains.WriteStateAsync("catalog", GrainId.Create("catalog", "acme/1"), new GrainState<SampleState>(new SampleState()));

        Assert.True(await Container.GetBlobClient("catalog-catalog/acme/1.json").ExistsAsync());
    }

    private BlobContainerClient Container => new(azurite.Process.ConnectionString, _place.GrainContainer);

    private static async Task<IEnumerable<string>> JobsAsync(AccountHost host) =>
        (await host.Rows.OpenAsync(QueuedJob.OwnerOf(2), default)).Value.Opened
            .Select(QueuedJob.From).OrderBy(job => job.Number)
            .Select(job => string.Create(CultureInfo.InvariantCulture, $"{job.Tenant}/{job.Video} {job.Number}"));

    private static async Task<IEnumerable<string>> VideosAsync(AccountHost host)
    {
        var rows = (await host.Catalogs.OpenAsync(TenantId.From("acme"), 1, default)).Value;
        return (await rows.ListAsync(null, 10, default)).Value.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Video} {row.Bytes}"));
    }

    private async Task PutAsync(string name, string text)
    {
        await Container.CreateIfNotExistsAsync();
        await Container.GetBlobClient(name).UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(text)), overwrite: true);
    }
}
