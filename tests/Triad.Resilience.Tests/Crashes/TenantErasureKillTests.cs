using System.Net;
using System.Text;
using Triad.Client;

namespace Triad.Resilience.Tests.Crashes;

/// <summary>An erasure of a tenant under kill -9, over and over: it goes on by itself, ends with a receipt that the platform's keys prove, and leaves nothing.</summary>
public sealed class TenantErasureKillTests
{
    private const string Mark = "mark-of-acme-77";

    [Fact]
    public async Task Kill_OverAndOver_WhileATenantIsErased_EndsWithAReceiptAndNothingElse()
    {
        await using var server = await ServerProcess.StartAsync();
        var source = Path.Combine(Checkout.Samples, "sample-00.mp4");
        foreach (var tenant in new[] { "acme", "other" })
        {
            using var client = await server.OnboardAsync(tenant);
            await client.Library.UploadAndWaitAsync(source, OptionsOf(tenant));
            if (tenant == "acme")
                await client.Library.UploadAsync(Path.Combine(Checkout.Samples, "sample-01.mp4"), new UploadOptions { VideoId = $"{Mark}-late", Name = Mark });
        }

        var seen = new List<string>();
        for (var kill = 1; kill <= 4; kill++)
        {
            using (var @operator = server.Operator())
            {
                var reports = 0;
                await foreach (var progress in @operator.Tenants.DeleteAsync("acme"))
                {
                    seen.Add(progress.Activity);
                    if (progress.Receipt is not null || ++reports >= 3 * kill)
                        break;
                }
            }

            await server.KillAsync();
            await server.RestartAsync();
        }

        Receipt receipt;
        string keys;
        using (var @operator = server.Operator())
        {
            receipt = await @operator.Tenants.DeleteAsync("acme").Select(progress => progress.Receipt).FirstAsync(found => found is not null)
                ?? throw new InvalidOperationException("There is no receipt.");
            keys = await KeysAsync(server);
            Assert.Equal(receipt.Jws, (await @operator.Receipts.GetAsync("acme")).Jws);
            Assert.Equal(["acme"], (await @operator.Receipts.ListPageAsync()).Items.Select(entry => entry.TenantId));
            var taken = await Assert.ThrowsAsync<TriadException>(() => @operator.Tenants.CreateAsync("acme"));
            Assert.Equal("TENANT_EXISTS", taken.Reason);
        }

        var check = await ReceiptVerifier.VerifyAsync(receipt.Jws, keys);
        Assert.Null(check.Problem);
        Assert.Equal(receipt.Stores, check.Receipt!.Stores);
        Assert.All(receipt.Stores, store => Assert.Equal(0, store.After));
        Assert.Equal(1, receipt.Stores.Single(store => store.Name == "data-keys").Before);
        Assert.True(receipt.Stores.Single(store => store.Name == "vectors").Before > 0, string.Join(" | ", seen));
        Assert.Contains(receipt.Remainders, left => left.What.Contains("audit log", StringComparison.Ordinal));
        Assert.Empty(FilesWith(server.Data, Encoding.UTF8.GetBytes(Mark)));
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(server.Data, "*", SearchOption.AllDirectories),
            path => Path.GetRelativePath(server.Data, path).Split('/').Contains("acme"));
        using var untouched = server.Connect(File.ReadAllText(Path.Combine(server.Data, "operator.key")).Trim(), "other");
        Assert.NotEmpty(await untouched.Search.AllAsync("a red ring").ToListAsync());
    }

    private static UploadOptions OptionsOf(string tenant) => new()
    {
        VideoId = tenant == "acme" ? Mark : "kept",
        Name = tenant == "acme" ? Mark : "kept",
        Metadata = new Dictionary<string, MetadataValue> { ["from"] = tenant == "acme" ? Mark : "kept" },
        SegmentLength = TimeSpan.FromSeconds(2),
    };

    private static async Task<string> KeysAsync(ServerProcess server)
    {
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return await http.GetStringAsync(new Uri(server.Address, "/.well-known/jwks.json"));
    }

    // The audit log stays, as the receipt says: it names the videos that somebody did something with.
    private static IEnumerable<string> FilesWith(string folder, byte[] text) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "lock" && !Path.GetRelativePath(folder, file).StartsWith("audit/", StringComparison.Ordinal))
        .Where(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(text) >= 0;
        });
}
