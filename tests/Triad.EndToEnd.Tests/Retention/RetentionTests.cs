using Triad.Client;
using Triad.Testing.Time;

namespace Triad.EndToEnd.Tests.Retention;

/// <summary>Retention, holds and encryption through the real server.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Video_WhoseTimeEndedWhileTheServerWasDead_IsGoneAfterTheNextStart()
    {
        await using var server = await ServerProcess.StartAsync();
        using var client = await server.OnboardAsync("acme");
        var kept = await client.Library.UploadAndWaitAsync(Sample(0), new UploadOptions { VideoId = "kept" });
        var passing = await client.Library.UploadAndWaitAsync(Sample(1), new UploadOptions { VideoId = "passing", Retention = Second });
        Assert.Equal((null, Second), (kept.Retention, passing.Retention));
        await server.KillAsync();

        await server.RestartAsync();

        using var again = server.Connect(await KeyAsync(server), null);
        await UntilGoneAsync(again, "passing").WithinAsync("the video to go");
        Assert.Equal(VideoState.Ready, (await again.Library.GetAsync("kept")).State);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(server.Data, "media", "acme"), "passing", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Hold_OverAKill_RefusesDeletionAndRetentionUntilItIsLifted()
    {
        await using var server = await ServerProcess.StartAsync();
        using var client = await server.OnboardAsync("acme");
        await client.Library.UploadAsync(Sample(0), new UploadOptions { VideoId = "held" });
        Hold hold;
        using (var me = server.Operator())
        {
            hold = await me.Holds.PlaceAsync("acme", "case 12", "held");
            await me.Tenants.UpdateAsync("acme", new UpdateTenantOptions { Retention = Second });
        }

        await server.KillAsync();
        await server.RestartAsync();

        using var again = server.Connect(await KeyAsync(server), null);
        var refused = await Assert.ThrowsAsync<TriadException>(() => again.Library.DeleteAsync("held"));
        Assert.Equal("HELD", refused.Reason);
        Assert.Contains(hold.Id, refused.Message, StringComparison.Ordinal);
        using var after = server.Operator();
        var lifted = await after.Holds.LiftAsync("acme", hold.Id, "closed");
        Assert.Equal((hold.PlacedBy, "closed"), (lifted.LiftedBy, lifted.LiftReason));
        Assert.Equal(lifted, Assert.Single((await after.Holds.ListPageAsync("acme")).Items));
        await again.Library.DeleteAsync("held", allowMissing: true);
        await UntilGoneAsync(again, "held").WithinAsync("the video to go");
    }

    [Fact]
    public async Task Upload_OnDisk_IsEncrypted_AndALostKeyEndsTheStartWithoutANewOne()
    {
        await using var server = await ServerProcess.StartAsync();
        using var client = await server.OnboardAsync("acme");
        await client.Library.UploadAndWaitAsync(Sample(0));
        var content = await File.ReadAllBytesAsync(Sample(0));
        var key = Path.Combine(server.Data, "media.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(server.Data, "media"), "*", SearchOption.AllDirectories))
            Assert.Equal(-1, Find(file, content.AsSpan(content.Length / 2, 64)));
        await server.KillAsync();
        File.Move(key, key + ".away");
        server.ExpectError("Microsoft.Extensions.Hosting.Internal.Host");
        server.ExpectError("Orleans.Runtime."); // What was starting meanwhile is told to end.

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.RestartAsync());

        Assert.Contains($"Triad:Encryption:KeyFile '{key}'", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(key));
        File.Move(key + ".away", key);
        await server.RestartAsync();
    }

    private static string Sample(int number) => Path.Combine(Checkout.Samples, $"sample-0{number}.mp4");

    private static async Task<string> KeyAsync(ServerProcess server)
    {
        using var me = server.Operator();
        return (await me.Tenants.CreateKeyAsync("acme", [KeyScope.Search, KeyScope.Ingest])).Key;
    }

    private static async Task UntilGoneAsync(TriadClient client, string video)
    {
        try
        {
            while (true)
                await client.Library.GetAsync(video);
        }
        catch (TriadException gone) when (gone.Reason == "VIDEO_NOT_FOUND")
        {
            // As it should be.
        }
    }

    private static int Find(string file, ReadOnlySpan<byte> what)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(what);
    }
}
