using System.IO.Compression;
using System.Xml.Linq;

namespace Triad.Client.Tests.Package;

/// <summary>The SDK as another program gets it: from a folder of packages, in a project outside the checkout.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly PackedClient _packed = new();

    public void Dispose() => _packed.Dispose();

    [Fact]
    public async Task Pack_InAFreshProject_RestoresBuildsAndRuns()
    {
        await _packed.PackAsync();
        _packed.WriteConsumer(
            """
            using Triad.Client;

            using var client = new TriadClient("http://127.0.0.1:9", "tk_id_secret");
            _ = new Triad.V1.SearchService.SearchServiceClient(client.Invoker);
            try
            {
                await client.Search.QueryAsync(new SearchQuery().WithText("a red ball").WithoutText("rain"));
            }
            catch (TriadException exception)
            {
                Console.WriteLine(exception.Reason);
            }
            """);

        var output = await _packed.RunConsumerAsync();

        Assert.Equal("UNAVAILABLE", output.Trim());
    }

    [Fact]
    public async Task Pack_Packages_HoldWhatAPersonReads()
    {
        await _packed.PackAsync();

        foreach (var name in (string[])["Triad.Client", "Triad.Contracts"])
        {
            using var package = ZipFile.OpenRead(_packed.PathOf(name, "nupkg"));
            var entries = package.Entries.Select(entry => entry.FullName).ToList();
            Assert.Contains($"lib/net10.0/{name}.dll", entries);
            Assert.Contains($"lib/net10.0/{name}.xml", entries);
            Assert.Contains("README.md", entries);
            using var stream = package.GetEntry($"{name}.nuspec")!.Open();
            var metadata = XDocument.Load(stream).Root!.Elements().Single();
            Assert.All(
                (string[])["description", "authors", "readme", "tags"],
                field => Assert.NotEmpty(metadata.Elements().Single(element => element.Name.LocalName == field).Value));
            using var symbols = ZipFile.OpenRead(_packed.PathOf(name, "snupkg"));
            Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{name}.pdb");
        }

        using var contracts = ZipFile.OpenRead(_packed.PathOf("Triad.Contracts", "nupkg"));
        Assert.Contains(contracts.Entries, entry => entry.FullName == "proto/triad/v1/search_service.proto");
    }
}
