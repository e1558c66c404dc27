using Triad.Client;
using Triad.Testing.Azure;

namespace Triad.EndToEnd.Tests;

/// <summary>The real server with state and media in a storage account.</summary>
public sealed class AzureStorageTests
{
    [Fact]
    public async Task Platform_OnAzureBlobs_KeepsAllOverAKillAndOverAnAccountThatWasAway()
    {
        Azurite.SkipWhereMissing();
        await using var azurite = await AzuriteProcess.StartAsync();
        string[] settings =
        [
            "--set", "Triad:Storage:Grains=AzureBlob", "--set", "Triad:Storage:Media=AzureBlob",
            "--set", $"Triad:Azure:ConnectionString={azurite.ConnectionString}", "--set", "Triad:Azure:MaxRetries=1",
        ];
        await using var server = await ServerProcess.StartAsync(settings);
        using var before = await server.OnboardAsync("acme");
        using var @operator = server.Operator();
        var key = (await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search])).Key;
        var sample = Path.Combine(Checkout.Samples, "sample-00.mp4");
        var ready = await before.Library.UploadAndWaitAsync(sample, new UploadOptions { VideoId = "first" });
        Assert.Equal(VideoState.Ready, ready.State);

        // The account goes: a refusal that can be retried, by name, and not a word of it is stored.
        server.ExpectError("Orleans."); // A grain whose state cannot be read is an error to the runtime.
        await azurite.StopAsync();
        var refusal = await Assert.ThrowsAsync<TriadException>(
            () => before.Library.UploadAsync(sample, new UploadOptions { VideoId = "away" }));
        Assert.Equal("UNAVAILABLE", refusal.Reason);
        Assert.True(refusal.Retryable);
        await azurite.RestartAsync();

        await before.Library.UploadAsync(sample, new UploadOptions { VideoId = "second" });
        await server.KillAsync();
        await server.RestartAsync(settings);

        using var after = server.Connect(key, null);
        Assert.Equal(VideoState.Ready, (await after.Library.WaitAsync("second")).State);
        Assert.Equal(["first", "second"], await after.Library.ListAsync().Select(video => video.Id).Order().ToListAsync());
        var hits = await after.Search.AllAsync("a red ring").ToListAsync();
        Assert.Equal(["first", "second"], hits.Select(hit => hit.VideoId).Order());
        Assert.False(Directory.Exists(Path.Combine(server.Data, "media")), "Media lie in the data directory.");
        Assert.DoesNotContain(
            Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories), file => file.Contains("/leases/", StringComparison.Ordinal));
        await after.Library.DeleteAsync("first");
        await Assert.ThrowsAsync<TriadException>(() => after.Library.GetAsync("first"));
    }

    [Theory]
    [InlineData("Triad:Storage:Media", "Tape", "Set Folder or AzureBlob.")]
    [InlineData("Triad:Storage:Vectors", "Lead", "Set Embedded or Qdrant.")]
    public async Task Start_StorageThatIsNotKnown_IsRefusedWithTheChoices(string setting, string value, string choices)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync("--set", $"{setting}={value}"));

        Assert.Contains($"{setting} '{value}' is not known. {choices}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AzureWithoutAccount_IsRefusedWithTheSetting()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync("--set", "Triad:Storage:Media=AzureBlob"));

        Assert.Contains("Triad:Azure: no account is named", failure.Message, StringComparison.Ordinal);
    }
}
