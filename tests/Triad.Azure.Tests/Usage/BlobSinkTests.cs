using System.Text;
using Azure.Storage.Blobs;
using Triad.Azure.Usage;
using Triad.Core.Identity;
using Triad.Core.Settings;
using Triad.Core.Usage.Export;

namespace Triad.Azure.Tests.Usage;

[Collection(AzuriteCollection.Name)]
public sealed class BlobSinkTests(AzuriteFixture azurite)
{
    private static readonly TenantId Acme = TenantId.From("acme");

    [Fact]
    public async Task Send_OfASliceAgain_TakesThePlaceOfTheFirst()
    {
        await using var host = await AccountHost.StartAsync(azurite.Process.ConnectionString);
        var name = $"usage-{Guid.NewGuid():n}";
        var sut = new BlobSinkKind(host.Account, TimeProvider.System).Make("billing", new UsageTargetOptions { Kind = "azure-blob", Container = name });

        Assert.Null((await sut.SendAsync([Slice(1, "a", "b")], default)).Error);
        Assert.Null((await sut.SendAsync([Slice(1, "a", "b", "c"), Slice(4, "d")], default)).Error);

        Assert.Equal(
            ["acme/000000000001.ndjson: a\nb\nc\n", "acme/000000000004.ndjson: d\n"],
            await ReadAsync(host.Account.Service.GetBlobContainerClient(name)));
    }

    [Fact]
    public void Check_OfANameThatNoContainerHas_SaysWhatToSet()
    {
        var problems = new SettingProblems("Triad:Usage:Export");

        new BlobSinkKind(null!, TimeProvider.System).Check("Targets:billing", new UsageTargetOptions { Container = "Usage" }, problems);

        Assert.Equal(
            ["Triad:Usage:Export:Targets:billing:Container is 'Usage'. Set the name of a container: 3 to 63 of a-z, 0-9 and single hyphens."],
            problems.Found);
    }

    private static UsageSlice Slice(long first, params string[] lines) =>
        new(Acme, first, first + lines.Length - 1, [.. lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))]);

    private static async Task<List<string>> ReadAsync(BlobContainerClient container)
    {
        var found = new List<string>();
        await foreach (var blob in container.GetBlobsAsync())
            found.Add($"{blob.Name}: {(await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content}");
        return found;
    }
}
