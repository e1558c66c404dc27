using Triad.Backup.Places;
using Triad.Client;

namespace Triad.Backup.Tests;

/// <summary>A backup of a platform that is at work, and a tenant that moves to another platform.</summary>
public sealed class LoadTests
{
    private static readonly IProgress<BackupProgress> Nobody = new Progress<BackupProgress>();

    [Fact]
    public async Task Restore_OfABackupUnderLoad_HasEachVideoWholeOrNotAtAll()
    {
        var scratch = Directory.CreateTempSubdirectory("triad-backup-load-").FullName;
        try
        {
            await using var source = await ServerProcess.StartAsync();
            using var client = await source.OnboardAsync("acme");
            string key;
            using (var me = source.Operator())
                key = (await me.Tenants.CreateKeyAsync("acme", [KeyScope.Search, KeyScope.Ingest])).Key;
            var writer = new BackupWriter(new FolderPlace($"{scratch}/repository"), TimeProvider.System);
            using var end = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, 2).Select(number => WriteAsync(client, number, end.Token)));
            BackupOutcome backup;
            do
                backup = await writer.CreateAsync(source.Data, $"{scratch}/ring.json", null, Nobody, CancellationToken.None);
            while (backup.Backup.Manifest.Videos < 2);
            await end.CancelAsync();
            await load;
            Assert.Empty(backup.Backup.Manifest.WithoutMedia);
            var folder = $"{scratch}/restored";
            await new BackupRestore(new FolderPlace($"{scratch}/repository"), TimeProvider.System)
                .RestoreAsync(backup.Backup.Id, folder, $"{scratch}/ring.json", $"{source.Data}/media.key", [], Nobody, CancellationToken.None);

            await using var server = ServerProcess.Over(folder);
            await server.RestartAsync();

            using var restored = server.Connect(key, null);
            var there = await restored.Library.ListAsync().ToListAsync();
            foreach (var video in there)
                Assert.Equal(VideoState.Ready, (await restored.Library.WaitAsync(video.Id)).State);
            var found = await PlatformFixture.AskAsync(restored);
            Assert.Equal(there.Select(video => video.Id).Order(), found.Select(hit => hit.VideoId).Distinct().Order());
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    [Fact]
    public async Task Tenant_ExportedAndImported_AnswersTheSameOnAnotherPlatform()
    {
        var scratch = Directory.CreateTempSubdirectory("triad-backup-move-").FullName;
        try
        {
            await using var source = await ServerProcess.StartAsync();
            using var acme = await source.OnboardAsync("acme");
            using (var other = await source.OnboardAsync("other"))
                await other.Library.UploadAndWaitAsync(PlatformFixture.Sample(1), new UploadOptions { VideoId = "theirs" });
            await acme.Library.UploadAndWaitAsync(PlatformFixture.Sample(0), new UploadOptions { VideoId = "kept" });
            string key;
            using (var me = source.Operator())
                key = (await me.Tenants.CreateKeyAsync("acme", [KeyScope.Search, KeyScope.Ingest])).Key;
            var answers = await PlatformFixture.AskAsync(acme);
            Assert.Equal(0, (await Tool.RunAsync("tenant", "export", "acme", $"{scratch}/acme", "--data", source.Data, "--keys", $"{scratch}/keys.json")).Code);
            await using var target = await ServerProcess.StartAsync();
            string[] import = ["tenant", "import", $"{scratch}/acme", "--data", target.Data, "--keys", $"{scratch}/keys.json", "--media-key", $"{source.Data}/media.key"];
            var running = await Tool.RunAsync(import);
            Assert.Contains("runs", running.Errors, StringComparison.Ordinal);
            await target.StopAsync();

            var (code, _, errors) = await Tool.RunAsync(import);

            Assert.Equal((0, string.Empty), (code, errors));
            Assert.Contains("already", (await Tool.RunAsync(import)).Errors, StringComparison.Ordinal);
            await target.RestartAsync();
            using var moved = target.Connect(key, null);
            Assert.Equal(answers.Select(hit => (hit.VideoId, hit.SegmentIndex, hit.Score)), (await PlatformFixture.AskAsync(moved)).Select(hit => (hit.VideoId, hit.SegmentIndex, hit.Score)));
            await moved.Library.UploadAndWaitAsync(PlatformFixture.Sample(2), new UploadOptions { VideoId = "new" });
            using var operating = target.Operator();
            Assert.Equal(["acme"], await operating.Tenants.ListAsync().Select(tenant => tenant.Id).ToListAsync());
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task WriteAsync(TriadClient client, int number, CancellationToken end)
    {
        for (var round = 0; !end.IsCancellationRequested; round++)
        {
            await client.Library.UploadAndWaitAsync(PlatformFixture.Sample(number), new UploadOptions { VideoId = $"video-{number}-{round}" }, cancellationToken: CancellationToken.None);
            if (round > 1)
                await client.Library.DeleteAsync($"video-{number}-{round - 1}", cancellationToken: CancellationToken.None);
        }
    }
}
