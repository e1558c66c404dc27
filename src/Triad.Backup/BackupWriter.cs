using System.Reflection;
using Microsoft.Data.Sqlite;
using Triad.Backup.Contents;
using Triad.Backup.Keys;
using Triad.Backup.Marks;
using Triad.Backup.Places;
using Triad.Sqlite;

namespace Triad.Backup;

/// <summary>Makes backups of a platform over a data directory, while it runs or not.</summary>
/// <param name="place">Where they go.</param>
/// <param name="time">The clock.</param>
public sealed class BackupWriter(IBackupPlace place, TimeProvider time)
{
    private readonly ObjectStore _objects = new(place);
    private readonly BackupCatalog _catalog = new(place);

    /// <summary>Makes one.</summary>
    /// <param name="dataFolder">The data directory.</param>
    /// <param name="keyRing">The file of the key ring, which is written anew.</param>
    /// <param name="tenant">The tenant to export; null for the whole platform.</param>
    /// <param name="progress">Is told of each file.</param>
    /// <param name="cancellationToken">Gives up; what was copied so far is not copied again.</param>
    /// <exception cref="BackupException">It cannot be made.</exception>
    public async Task<BackupOutcome> CreateAsync(
        string dataFolder, string keyRing, string? tenant, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var folder = new PlatformFolder(dataFolder);
        Check(folder, keyRing);
        await using var claim = await place.ClaimAsync(cancellationToken);
        return await CopyAsync(folder, keyRing, tenant, place.WorkFolder, progress, cancellationToken);
    }

    private async Task<BackupOutcome> CopyAsync(
        PlatformFolder folder, string keyRing, string? tenant, string work, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var known = await KnownFilesAsync(cancellationToken);
        var statePath = Path.Combine(work, BackupIndex.State);
        using var mark = PlatformMark.Take(folder, tenant, statePath, time);
        mark.CopyState();
        using var state = StateFile.Open(statePath);
        state.Execute("PRAGMA query_only = ON");
        CheckTenant(state, tenant);
        CheckStores(state, mark, folder);
        var files = new FileCollector(folder, _objects, known, work, progress);
        await files.AddMadeAsync(BackupIndex.State, statePath, cancellationToken);
        await files.AddShardsAsync(mark, cancellationToken);
        var videos = StateFile.ReadVideos(state).ToList();
        await files.AddMediaAsync(videos, tenant, cancellationToken);
        if (tenant is null)
            await files.AddAuditAsync(cancellationToken);

        // What was erased while it was copied: its receipts hold for this backup too, and its media may be missing here.
        var ring = KeyRing.Of(folder, time);
        var erased = ring.Erasures.Where(one => tenant is null || one.Tenant == tenant).ToList();
        var needed = ring.Keys.Where(key => tenant is null || key.Tenant == tenant).Select(key => new NeededKey(key.Tenant, key.Key.KeyId)).ToList();
        await files.AddListAsync(BackupIndex.Erasures, erased, cancellationToken);
        await files.AddListAsync(BackupIndex.NeededKeys, needed, cancellationToken);
        var without = files.WithoutMedia(videos, erased);
        if (videos.Count > 0 && without.Count == videos.Count)
            throw Elsewhere(folder, "The media of all its videos are");
        (ring with { Keys = [.. ring.Keys.Where(key => tenant is null || key.Tenant == tenant)], Erasures = erased }).Write(keyRing);
        var manifest = new BackupManifest
        {
            Kind = tenant is null ? BackupManifest.Platform : BackupManifest.OneTenant,
            Tenant = tenant,
            Mark = mark.At,
            Finished = time.GetUtcNow(),
            HeldMilliseconds = Math.Round(mark.Held.TotalMilliseconds, 1),
            Build = typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty,
            StateLayout = StateFile.Layout,
            Tenants = StateFile.CountTenants(state),
            Videos = videos.Count,
            Files = files.All.Count,
            Bytes = files.All.Sum(file => file.Length),
            KeyEncryptionKeys = [.. ring.Keys.Select(key => key.Key.WrappedBy).Distinct(StringComparer.Ordinal)],
            WithoutMedia = without,
            Index = await files.IndexAsync(cancellationToken),
        };
        return new BackupOutcome(await _catalog.AddAsync(manifest, cancellationToken), _objects.Added, _objects.Reused);
    }

    // Media that the newest backup has, by path: with the same length and time they are not read again.
    private async Task<IReadOnlyDictionary<string, BackupFile>> KnownFilesAsync(CancellationToken cancellationToken)
    {
        try
        {
            if ((await _catalog.ListAsync(cancellationToken)).LastOrDefault() is { } newest)
                return (await BackupIndex.ReadAsync(_objects, newest.Manifest, cancellationToken)).Files;
        }
        catch (BackupException)
        {
            // What is damaged, or of a newer build, costs the reading of all media, and never the backup.
        }

        return new Dictionary<string, BackupFile>();
    }

    private void Check(PlatformFolder folder, string keyRing)
    {
        if (!File.Exists(folder.State))
            throw new BackupException($"'{folder.Root}' is no data directory of a platform on SQLite: there is no state.db.") { Field = "--data", Value = folder.Root, Remedy = "Give the platform's data directory; a platform on Azure blobs or Qdrant is not backed up by this command (docs/backup.md)" };
        if (File.Exists(folder.Unfinished))
            throw new BackupException($"'{folder.Root}' is half restored.") { Field = "--data", Value = folder.Root, Remedy = "Finish the restore first" };
        if ($"{Path.GetFullPath(keyRing)}/".StartsWith($"{place.Name}/", StringComparison.Ordinal))
            throw new BackupException("The key ring must not lie with the backups: whoever has both needs only the key-encryption key.") { Field = "--keys", Value = keyRing, Remedy = "Name a file elsewhere, which is kept once and without versions" };
    }

    // A data directory says nothing of other stores, and half a platform must not look like a whole one.
    private static void CheckStores(SqliteConnection state, PlatformMark mark, PlatformFolder folder)
    {
        if (state.Scalar<long>("SELECT count(*) FROM grain_state") == 0)
            throw Elsewhere(folder, "Its states are");
        var here = mark.Shards.Select(shard => shard.Path).Concat(mark.Away).Select(path => Path.GetFileName(Path.GetDirectoryName(path))).ToHashSet(StringComparer.Ordinal);
        if (StateFile.ReadTenantsWithVectors(state).FirstOrDefault(tenant => !here.Contains(tenant)) is { } missing)
            throw Elsewhere(folder, $"The vectors of tenant '{missing}' are");
    }

    private static BackupException Elsewhere(PlatformFolder folder, string what) => new($"{what} not in the data directory '{folder.Root}'.")
    {
        Field = "--data",
        Value = folder.Root,
        Remedy = "Give the directory of a platform that keeps all in it; one on Azure blobs or Qdrant is not backed up by this command (docs/backup.md)",
    };

    private static void CheckTenant(SqliteConnection state, string? tenant)
    {
        if (tenant is not null && StateFile.CountTenants(state) == 0)
            throw new BackupException($"There is no tenant '{tenant}'.") { Field = "TENANT", Value = tenant, Remedy = "See which there are: triad tenant list" };
    }
}
