using Triad.Backup.Places;
using Triad.Client;

namespace Triad.Backup.Tests;

/// <summary>A running platform with two tenants, a backup of it, and then erasures: of a video, and of a tenant.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("triad-backup-test-").FullName;

    public ServerProcess Server { get; private set; } = null!;

    /// <summary>What the tenant acme searches with.</summary>
    public string Key { get; private set; } = string.Empty;

    public string Repository => this["repository"];

    public string Ring => this["keyring.json"];

    public string MediaKey => Path.Combine(Server.Data, "media.key");

    /// <summary>The backup from before the erasures.</summary>
    public BackupOutcome Before { get; private set; } = null!;

    /// <summary>The backup from after them.</summary>
    public BackupOutcome After { get; private set; } = null!;

    /// <summary>The wrapped data key that the erased tenant had.</summary>
    public string DestroyedKey { get; private set; } = string.Empty;

    /// <summary>What searches answer for the videos that stay.</summary>
    public IReadOnlyList<SearchHit> Answers { get; private set; } = [];

    public string this[string name] => Path.Combine(_scratch, name);

    public static string Sample(int number) => Path.Combine(Checkout.Samples, $"sample-0{number}.mp4");

    public static async Task<IReadOnlyList<SearchHit>> AskAsync(TriadClient client) =>
        (await client.Search.QueryAsync("a red ball bounces", new SearchOptions { GroupBy = ResultGrouping.Segment, Limit = 50 })).Hits;

    public Task<BackupOutcome> CreateAsync(string? tenant = null) => new BackupWriter(new FolderPlace(Repository), TimeProvider.System)
        .CreateAsync(Server.Data, Ring, tenant, new Progress<BackupProgress>(), CancellationToken.None);

    public Task<Restoring.RestoreOutcome> RestoreAsync(BackupOutcome backup, string folder, string? keys = null) => new BackupRestore(new FolderPlace(Repository), TimeProvider.System)
        .RestoreAsync(backup.Backup.Id, folder, keys ?? Ring, MediaKey, [], new Progress<BackupProgress>(), CancellationToken.None);

    public async ValueTask InitializeAsync()
    {
        Server = await ServerProcess.StartAsync("--set", "Triad:Erasure:ClosingSeconds=0");
        using var acme = await Server.OnboardAsync("acme");
        using var gone = await Server.OnboardAsync("gone");
        using var me = Server.Operator();
        Key = (await me.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search])).Key;
        await acme.Library.UploadAndWaitAsync(Sample(0), new UploadOptions { VideoId = "kept" });
        await acme.Library.UploadAndWaitAsync(Sample(1), new UploadOptions { VideoId = "erased" });
        await gone.Library.UploadAndWaitAsync(Sample(2), new UploadOptions { VideoId = "theirs" });
        Before = await CreateAsync();
        DestroyedKey = Keys.KeyRing.Read(Ring, TimeProvider.System).Keys.Single(key => key.Tenant == "gone").Key.Text;
        await acme.Library.DeleteAsync("erased");
        await foreach (var step in me.Tenants.DeleteAsync("gone"))
            _ = step;
        Answers = await AskAsync(acme);
        After = await CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_scratch, recursive: true);
    }
}
