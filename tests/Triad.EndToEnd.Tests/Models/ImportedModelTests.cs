using System.CommandLine;
using System.Text;
using Triad.Cli;
using Triad.Client;
using Triad.Testing.Servers;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>A sentence encoder of the hub as a tenant's model: imported by the tool, it finds segments by their captions.</summary>
public sealed class ImportedModelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("triad-imported-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Search_TenantOfASentenceEncoder_FindsSegmentsByTheirCaptions()
    {
        var models = _root.CreateSubdirectory("models").FullName;
        Directory.CreateSymbolicLink(Path.Combine(models, "triad-mini"), Path.Combine(Checkout.Models, "triad-mini"));
        using var output = new StringWriter();
        var imported = await TriadTool.RunAsync(
            ["model", "import", Path.Combine(Checkout.Root, "tests", "Data", "hub", "minilm"), "--out", Path.Combine(models, "encoder")],
            new InvocationConfiguration { Output = output, Error = output });
        Assert.True(imported == 0, output.ToString());
        await using var server = ServerProcess.With(Path.Combine(_root.FullName, "data"), models, Patience);
        await server.RestartAsync();
        using var client = await OnboardAsync(server);

        var storm = await UploadAsync(client, "sample-00.mp4", "storm", "thunder over the harbour at night");
        var bread = await UploadAsync(client, "sample-01.mp4", "bread", "he bakes bread with his children");
        var refused = await Assert.ThrowsAsync<TriadException>(() => client.Library.UploadAndWaitAsync(
            Path.Combine(Checkout.Samples, "sample-02.mp4"), new UploadOptions { VideoId = "silent" }));

        Assert.Equal((VideoState.Ready, VideoState.Ready), (storm.State, bread.State));
        Assert.Equal("REPRESENTATION_UNAVAILABLE", refused.Reason);
        foreach (var (id, text) in new[] { ("storm", "thunder over the harbour at night"), ("bread", "he bakes bread with his children") })
        {
            var hits = await client.Search.QueryAsync(new SearchQuery().WithText(text));

            Assert.Equal(id, hits.Hits[0].VideoId);
            Assert.Equal(1, hits.Hits[0].Score, 4);
        }
    }

    private static async Task<TriadClient> OnboardAsync(ServerProcess server)
    {
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("words", new CreateTenantOptions { ModelPackage = "encoder" });
        return server.Connect((await @operator.Tenants.CreateKeyAsync("words", [KeyScope.Ingest, KeyScope.Search])).Key, null);
    }

    private static Task<Video> UploadAsync(TriadClient client, string sample, string id, string caption) => client.Library.UploadAndWaitAsync(
        Path.Combine(Checkout.Samples, sample),
        new UploadOptions
        {
            VideoId = id,
            Captions = new Captions(Encoding.UTF8.GetBytes($"1\n00:00:00,500 --> 00:00:03,000\n{caption}\n"), CaptionFormat.Srt),
        });
}
