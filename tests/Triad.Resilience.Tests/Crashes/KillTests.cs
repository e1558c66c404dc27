using System.Diagnostics;
using Triad.Client;

namespace Triad.Resilience.Tests.Crashes;

public sealed class KillTests
{
    private static readonly TimeSpan SweepTime = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Kill_WhileVideosAreIngested_LosesAndDoublesNothing()
    {
        await using var server = await ServerProcess.StartAsync();
        var client = await server.OnboardAsync("acme");
        using var @operator = server.Operator();
        var key = (await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search])).Key;
        var acknowledged = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Checkout.Samples, "sample-0*.mp4").Order().Take(6))
            acknowledged.Add((await client.Library.UploadAsync(file, new UploadOptions { VideoId = Path.GetFileNameWithoutExtension(file) })).Id);
        await client.Library.DeleteAsync(acknowledged[5]);
        await client.Library.WaitAsync(acknowledged[0]);
        client.Dispose();
        await server.KillAsync();

        await server.RestartAsync();
        var sinceReady = Stopwatch.GetTimestamp();
        using var again = server.Connect(key, null);
        await FirstWorkAsync(again, acknowledged.Take(5));
        Assert.True(Stopwatch.GetElapsedTime(sinceReady) < SweepTime, $"Work was taken up after {Stopwatch.GetElapsedTime(sinceReady)}.");
        foreach (var id in acknowledged.Take(5))
            Assert.Equal(VideoState.Ready, (await again.Library.WaitAsync(id)).State);

        var listed = await again.Library.ListAsync().Select(video => video.Id).Order().ToListAsync();
        Assert.Equal(acknowledged.Take(5).Order(), listed);
        var hits = await again.Search.AllAsync("a red ring").ToListAsync();
        Assert.Equal(acknowledged.Take(5).Order(), hits.Select(hit => hit.VideoId).Order());
    }

    /// <summary>Ends as soon as no video waits any more that nobody works on, or the first has moved.</summary>
    private static async Task FirstWorkAsync(TriadClient client, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            await foreach (var change in client.Library.WatchAsync(id))
            {
                if (change.State != VideoState.Queued)
                    return;
            }
        }
    }
}
