using System.Diagnostics;
using System.Text;
using Triad.Backup.Contents;
using Triad.Backup.Marks;
using Triad.Backup.Places;
using Triad.Client;
using Triad.Testing.Azure;
using Triad.Testing.Time;

namespace Triad.Backup.Tests;

public sealed class BackupTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private static readonly IProgress<BackupProgress> Nobody = new Progress<BackupProgress>();

    [Fact]
    public async Task Restore_OfABackupFromBeforeErasures_BringsBackAllElseAndNeitherOfThem()
    {
        var folder = platform["restored"];

        var outcome = await platform.RestoreAsync(platform.Before, folder);

        Assert.Equal([("gone", null), ("acme", "erased")], outcome.Erased.Select(one => (one.Tenant, one.Video)));
        Assert.DoesNotContain(Files(folder), file => file.Contains("/gone/", StringComparison.Ordinal) || file.Contains("/erased/", StringComparison.Ordinal));
        Assert.Equal(Points(platform.Server.Data), Points(folder));
        Assert.Equal(Media(platform.Server.Data), Media(folder));
        await using var server = ServerProcess.Over(folder);
        await server.RestartAsync("--set", "Triad:Erasure:ClosingSeconds=0");
        using var acme = server.Connect(platform.Key, null);
        Assert.Equal(platform.Answers.Select(Shown), (await PlatformFixture.AskAsync(acme)).Select(Shown));
        Assert.Equal(["kept"], await acme.Library.ListAsync().Select(video => video.Id).ToListAsync());
        await UntilRefusedAsync(() => acme.Library.GetAsync("erased"), "VIDEO_NOT_FOUND").WithinAsync("the video to be a tombstone");
        using var me = server.Operator();
        await UntilRefusedAsync(() => me.Tenants.GetAsync("gone"), "TENANT_NOT_FOUND").WithinAsync("the tenant to be gone");
        var refused = await Assert.ThrowsAsync<TriadException>(() => me.Tenants.CreateAsync("gone"));
        Assert.Equal("TENANT_EXISTS", refused.Reason);

        // Its media can be read: the same bytes are embedded anew, and are where they were.
        await acme.Library.UploadAndWaitAsync(PlatformFixture.Sample(3), new UploadOptions { VideoId = "new" });
        Assert.Contains(await PlatformFixture.AskAsync(acme), hit => hit.VideoId == "new");
    }

    [Fact]
    public async Task Restore_WithNothingButReceipts_ReplaysThoseThatThePlatformHasSigned()
    {
        var repository = platform["old"];
        CopyFolder(platform.Repository, repository);
        foreach (var later in Directory.GetFiles(Path.Combine(repository, "backups")).Where(file => !file.Contains(platform.Before.Backup.Id, StringComparison.Ordinal)))
            File.Delete(later);
        var ring = platform["old.json"];
        (Keys.KeyRing.Read(platform.Ring, TimeProvider.System) with { Erasures = [] }).Write(ring);
        var receipts = Directory.CreateDirectory(platform["receipts"]).FullName;
        using (var me = platform.Server.Operator())
        {
            await File.WriteAllTextAsync(Path.Combine(receipts, "gone.jws"), (await me.Receipts.GetAsync("gone")).Jws);
            await File.WriteAllTextAsync(Path.Combine(receipts, "erased.jws"), (await me.Receipts.GetOfVideoAsync("erased", "acme")).Jws);
        }

        var jwks = platform["jwks.json"];
        using (var http = new HttpClient { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact })
            await File.WriteAllTextAsync(jwks, await http.GetStringAsync(new Uri(platform.Server.Address, "/.well-known/jwks.json")));
        string[] restore = ["backup", "restore", repository, "--data", platform["replayed"], "--keys", ring, "--media-key", platform.MediaKey];
        Assert.Contains("of tenant 'gone' is missing", (await Tool.RunAsync(restore)).Errors, StringComparison.Ordinal);

        var (code, output, errors) = await Tool.RunAsync([.. restore, "--receipts", receipts, "--jwks", jwks, "--json"]);

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("\"erased_since\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Files(platform["replayed"]), file => file.Contains("/gone/", StringComparison.Ordinal) || file.Contains("/erased/", StringComparison.Ordinal));
        Assert.Equal(Points(platform.Server.Data), Points(platform["replayed"]));
        var forged = await File.ReadAllTextAsync(Path.Combine(receipts, "gone.jws"));
        await File.WriteAllTextAsync(Path.Combine(receipts, "gone.jws"), forged[..^4] + "AAAA");
        Assert.Contains("is not genuine", (await Tool.RunAsync([.. restore, "--receipts", receipts, "--jwks", jwks])).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_WhereAnErasedVideosIdWasGivenAgain_BringsTheYoungerOneBack()
    {
        using var acme = platform.Server.Connect(platform.Key, null);
        await acme.Library.UploadAndWaitAsync(PlatformFixture.Sample(5), new UploadOptions { VideoId = "erased" });
        var backup = await platform.CreateAsync();
        var outcome = await platform.RestoreAsync(backup, platform["younger"]);
        Assert.Empty(outcome.Erased);
        Assert.Equal(Points(platform.Server.Data), Points(platform["younger"]));
        Assert.Equal(Media(platform.Server.Data), Media(platform["younger"]));
        await acme.Library.DeleteAsync("erased");
    }

    [Fact]
    public async Task Create_WhileAVideoOfTheMarkIsErased_KnowsItAndDoesNotBringItBack()
    {
        using var acme = platform.Server.Connect(platform.Key, null);
        await acme.Library.UploadAndWaitAsync(PlatformFixture.Sample(4), new UploadOptions { VideoId = "passing" });
        var writer = new BackupWriter(new FolderPlace(platform["passing"]), TimeProvider.System);
        var erase = new Once(() => Task.Run(() => acme.Library.DeleteAsync("passing")));

        var backup = await writer.CreateAsync(platform.Server.Data, platform.Ring, null, erase, CancellationToken.None);

        Assert.Equal((2, 0), (backup.Backup.Manifest.Videos, backup.Backup.Manifest.WithoutMedia.Count));
        var outcome = await new BackupRestore(new FolderPlace(platform["passing"]), TimeProvider.System)
            .RestoreAsync(null, platform["passed"], platform.Ring, platform.MediaKey, [], Nobody, CancellationToken.None);
        Assert.Equal(("acme", "passing"), Assert.Single(outcome.Erased.Select(one => (one.Tenant, one.Video))));
        Assert.Equal(Points(platform.Server.Data), Points(platform["passed"]));
    }

    [Fact]
    public async Task Create_Again_CopiesOnlyWhatIsNewAndNoBackupHasAKey()
    {
        var again = await platform.CreateAsync();

        AssertReused(again);
        Assert.InRange(again.Backup.Manifest.HeldMilliseconds, 0, 4000);
        var ring = await File.ReadAllTextAsync(platform.Ring);
        Assert.DoesNotContain(platform.DestroyedKey, ring, StringComparison.Ordinal);
        string[] secrets = [platform.DestroyedKey, .. Keys.KeyRing.Read(platform.Ring, TimeProvider.System).Keys.Select(key => key.Key.Text), .. File.ReadLines(platform.MediaKey)];
        foreach (var file in Directory.EnumerateFiles(platform.Repository, "*", SearchOption.AllDirectories))
        {
            var content = await File.ReadAllBytesAsync(file);
            Assert.All(secrets, secret => Assert.Equal(-1, content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret))));
        }
    }

    [Fact]
    public async Task Repository_InABlobContainer_IsAsGoodAsAFolder()
    {
        Azurite.SkipWhereMissing();
        await using var azurite = await AzuriteProcess.StartAsync();
        var place = BlobPlace.Of(azurite.ConnectionString, "backups");
        Assert.Empty(await new BackupReader(place).ListAsync(CancellationToken.None));
        var first = await new BackupWriter(place, TimeProvider.System).CreateAsync(platform.Server.Data, platform.Ring, null, Nobody, CancellationToken.None);
        var second = await new BackupWriter(place, TimeProvider.System).CreateAsync(platform.Server.Data, platform.Ring, null, Nobody, CancellationToken.None);

        AssertReused(second);
        Assert.Equal(second.Backup.Id, (await new BackupReader(place).VerifyAsync(null, Nobody, CancellationToken.None)).Id);
        await new BackupRestore(place, TimeProvider.System).RestoreAsync(first.Backup.Id, platform["blobs"], platform.Ring, platform.MediaKey, [], Nobody, CancellationToken.None);
        Assert.Equal(Points(platform.Server.Data), Points(platform["blobs"]));
        Assert.Equal(Media(platform.Server.Data), Media(platform["blobs"]));
        await azurite.StopAsync();
        var away = await Assert.ThrowsAsync<BackupException>(() => new BackupReader(place).ListAsync(CancellationToken.None));
        Assert.Contains(place.Name, away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_KilledAtAnyInstant_LeavesNoBackupAndGoesOn()
    {
        var repository = platform["killed"];
        string[] create = ["backup", "create", repository, "--data", platform.Server.Data, "--keys", platform["killed.json"]];
        foreach (var objects in new[] { 0, 1, 4 })
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "triad.dll"), .. create]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var tool = Process.Start(start)!;
            await UntilAsync(() => tool.HasExited || Objects(repository) > objects).WithinAsync("objects to be written");
            tool.Kill();
            await tool.WaitForExitAsync();
            var listed = await new BackupReader(new FolderPlace(repository)).ListAsync(CancellationToken.None);
            Assert.All(listed, one => Assert.True(one.Manifest.Files > 0));
        }

        var (code, output, errors) = await Tool.RunAsync([.. create, "--json"]);

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("\"reused_bytes\"", output, StringComparison.Ordinal);
        Assert.Equal(0, (await Tool.RunAsync("backup", "verify", repository)).Code);
    }

    [Fact]
    public async Task Restore_CutShort_IsRefusedByTheServerAndGoesOn()
    {
        var folder = platform["half"];
        using (var end = new CancellationTokenSource())
        {
            var stop = new Stop(end);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BackupRestore(new FolderPlace(platform.Repository), TimeProvider.System)
                .RestoreAsync(platform.After.Backup.Id, folder, platform.Ring, platform.MediaKey, [], stop, end.Token));
        }

        await using var server = ServerProcess.Over(folder);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.RestartAsync());
        Assert.Contains("half restored", refused.Message, StringComparison.Ordinal);
        var other = await Assert.ThrowsAsync<BackupException>(() => platform.RestoreAsync(platform.Before, folder));
        Assert.Contains(platform.After.Backup.Id, other.Message, StringComparison.Ordinal);

        await platform.RestoreAsync(platform.After, folder, keys: platform.Server.Data);

        Assert.Equal(Points(platform.Server.Data), Points(folder));
        Assert.Equal(Media(platform.Server.Data), Media(folder));
        var again = await Assert.ThrowsAsync<BackupException>(() => platform.RestoreAsync(platform.After, folder));
        Assert.Contains("is not empty", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_WithAnotherKey_OrWithoutATenantsKey_NamesWhatIsMissing()
    {
        var ring = Keys.KeyRing.Read(platform.Ring, TimeProvider.System);
        var other = platform["other.key"];
        await File.WriteAllTextAsync(other, Core.Encryption.KeyText.Draw());

        var wrong = await RefusedAsync("--keys", platform.Ring, "--media-key", other);
        Assert.Contains($"The key-encryption key '{ring.Keys[0].Key.WrappedBy}' is missing", wrong, StringComparison.Ordinal);
        var without = platform["without.json"];
        (ring with { Keys = [] }).Write(without);
        var lacking = await RefusedAsync("--keys", without, "--media-key", platform.MediaKey);
        Assert.Contains($"The data key '{ring.Keys[0].Key.KeyId}' of tenant 'acme' is missing", lacking, StringComparison.Ordinal);
        Assert.Contains("--media-key", await RefusedAsync("--keys", platform.Ring), StringComparison.Ordinal);
        Assert.False(Directory.Exists(platform["refused"]));
    }

    [Theory]
    [InlineData("vectors", "The vectors of tenant 'acme' are not in the data directory")]
    [InlineData("media", "The media of all its videos are not in the data directory")]
    public async Task Create_OfAPlatformThatKeepsMoreElsewhere_IsRefused(string missing, string problem)
    {
        var folder = platform[$"no-{missing}"];
        await platform.RestoreAsync(platform.After, folder);
        Directory.Delete(Path.Combine(folder, missing), recursive: true);

        var refused = await Assert.ThrowsAsync<BackupException>(() => new BackupWriter(new FolderPlace(platform["unwritten"]), TimeProvider.System)
            .CreateAsync(folder, platform["unwritten.json"], null, Nobody, CancellationToken.None));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await new BackupReader(new FolderPlace(platform["unwritten"])).ListAsync(CancellationToken.None));
        Assert.False(File.Exists(platform["unwritten.json"]));
    }

    [Fact]
    public async Task Verify_OfADamagedOrNewerBackup_NamesIt()
    {
        var repository = platform["damaged"];
        CopyFolder(platform.Repository, repository);
        var place = new FolderPlace(repository);
        var reader = new BackupReader(place);
        await reader.VerifyAsync(null, Nobody, CancellationToken.None);
        var index = await BackupIndex.ReadAsync(new ObjectStore(place), platform.After.Backup.Manifest, CancellationToken.None);
        var victim = index.Files.Values.First(file => file.Path.StartsWith("media/", StringComparison.Ordinal));
        var path = Path.Combine(repository, "objects", victim.Objects[0][..2], victim.Objects[0]);
        var content = await File.ReadAllBytesAsync(path);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(path, content);

        var damaged = await Assert.ThrowsAsync<BackupException>(() => reader.VerifyAsync(platform.After.Backup.Id, Nobody, CancellationToken.None));

        Assert.Contains(victim.Objects[0], damaged.Message, StringComparison.Ordinal);
        Assert.Contains(victim.Path, damaged.Message, StringComparison.Ordinal);
        await using (await place.ClaimAsync(CancellationToken.None))
        {
            var newer = await new BackupCatalog(place).AddAsync(platform.After.Backup.Manifest with { Format = 2 }, CancellationToken.None);
            var refused = await Assert.ThrowsAsync<BackupException>(() => reader.VerifyAsync(newer.Id, Nobody, CancellationToken.None));
            Assert.Contains("format 2; this build reads format 1", refused.Message, StringComparison.Ordinal);
        }

        // Neither stands in the way of the next backup, and the object that verify has named is written anew once it is deleted.
        File.Delete(path);
        var next = await new BackupWriter(place, TimeProvider.System).CreateAsync(platform.Server.Data, platform["next.json"], null, Nobody, CancellationToken.None);
        await reader.VerifyAsync(next.Backup.Id, Nobody, CancellationToken.None);
    }

    // States change by themselves, media do not.
    private void AssertReused(BackupOutcome backup)
    {
        var media = Files(Path.Combine(platform.Server.Data, "media")).Sum(file => new FileInfo(file).Length);
        Assert.InRange(backup.ReusedBytes, media, long.MaxValue);
        Assert.InRange(backup.AddedBytes, 0, backup.Backup.Manifest.Bytes - media + backup.Backup.Manifest.Index.Length);
    }

    private async Task<string> RefusedAsync(params string[] keys)
    {
        var (code, _, errors) = await Tool.RunAsync(["backup", "restore", platform.Repository, "--backup", platform.After.Backup.Id, "--data", platform["refused"], .. keys]);
        Assert.NotEqual(0, code);
        return errors;
    }

    private static (string, int, double, double) Shown(SearchHit hit) => (hit.VideoId, hit.SegmentIndex, hit.Score, hit.Span.Start.TotalSeconds);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    private static int Objects(string repository) =>
        Directory.Exists(Path.Combine(repository, "objects")) ? Files(Path.Combine(repository, "objects")).Count() : 0;

    private static Dictionary<string, string> Media(string data) => Files(Path.Combine(data, "media")).ToDictionary(
        file => Path.GetRelativePath(data, file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    // Every vector, to the last bit.
    private static List<string> Points(string data)
    {
        using var connection = StateFile.Open(Directory.GetFiles(Path.Combine(data, "vectors", "acme"), "*.db").Single());
        return StateFile.Read(connection, "SELECT hex(point_id), video, generation, segment, hex(vector) FROM point ORDER BY point_id", row => $"{row[0]} {row[1]} {row[2]} {row[3]} {row[4]}");
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Files(from))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
            await Task.Yield();
    }

    private static async Task UntilRefusedAsync(Func<Task> call, string reason)
    {
        try
        {
            while (true)
                await call();
        }
        catch (TriadException refused) when (refused.Reason == reason)
        {
            // As it should be.
        }
    }

    /// <summary>Does something once the mark has been taken, and waits for it.</summary>
    private sealed class Once(Func<Task> act) : IProgress<BackupProgress>
    {
        private bool _isDone;

        public void Report(BackupProgress value)
        {
            if (_isDone)
                return;
            _isDone = true;
            act().WithinAsync("the erasure").GetAwaiter().GetResult();
        }
    }

    private sealed class Stop(CancellationTokenSource end) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value)
        {
            if (value.Done > value.Of / 2)
                end.Cancel();
        }
    }
}
