using System.Text;
using Triad.Backup.Contents;
using Triad.Backup.Erasures;
using Triad.Backup.Keys;
using Triad.Backup.Marks;
using Triad.Backup.Places;
using Triad.Backup.Restoring;
using Triad.Core.Durability;
using Triad.Sqlite;

namespace Triad.Backup;

/// <summary>
/// Brings an exported tenant into another platform that does not run. It keeps its id, which its points and its data key are bound to. Its rows come last, in
/// one transaction: before it the platform knows nothing of the tenant.
/// </summary>
/// <param name="place">Where the export lies.</param>
/// <param name="time">The clock.</param>
public sealed class TenantImport(IBackupPlace place, TimeProvider time)
{
    private const string Copy = "copy";

    private readonly ObjectStore _objects = new(place);
    private readonly BackupCatalog _catalog = new(place);

    /// <summary>Imports one.</summary>
    /// <param name="id">The export; null for the newest.</param>
    /// <param name="dataFolder">The data directory of the platform that it comes to.</param>
    /// <param name="keyRing">The key ring of the platform that it comes from.</param>
    /// <param name="mediaKey">The file of key-encryption keys of the platform that it comes from.</param>
    /// <param name="progress">Is told of each file.</param>
    /// <param name="cancellationToken">Gives up; the next call goes on.</param>
    /// <exception cref="BackupException">It cannot be imported.</exception>
    public async Task<RestoreOutcome> ImportAsync(
        string? id, string dataFolder, string keyRing, string mediaKey, IProgress<BackupProgress> progress, CancellationToken cancellationToken)
    {
        var backup = await _catalog.GetAsync(id, BackupManifest.OneTenant, cancellationToken);
        BackupRestore.CheckLayout(backup);
        var tenant = backup.Manifest.Tenant!;
        var folder = new PlatformFolder(dataFolder);
        using var claim = Claim(folder);
        var own = RestoreKeys.Read(folder.MediaKey);
        var ring = KeyRing.Read(keyRing, time);
        var keys = RestoreKeys.Read(mediaKey);
        CheckNew(folder, tenant, ring);
        var index = await BackupIndex.ReadAsync(_objects, backup.Manifest, cancellationToken);
        var found = keys.Check(await index.ReadListAsync<NeededKey>(BackupIndex.NeededKeys, cancellationToken), ring, keyRing);

        Begin(folder, tenant, backup.Id);
        var files = new FileRestorer(folder, _objects, progress);
        var state = Path.Combine(folder.Root, $"import-{tenant}.db");
        await files.WriteAsync(index.Files[BackupIndex.State], state, cancellationToken);
        var pending = BackupRestore.Prepare(state, [], [.. ring.Erasures.Where(one => one.Tenant == tenant)]);
        var rest = index.Files.Values.Where(file => file.Path.StartsWith("media/", StringComparison.Ordinal) || file.Path.StartsWith("vectors/", StringComparison.Ordinal));
        var written = await files.WriteAsync([.. rest], pending, cancellationToken);
        Merge(folder, state, tenant, [.. found.Select(key => key with { Key = own.Wrap(keys.Unwrap(key), tenant) })]);
        File.Delete(state);
        File.Delete(MarkOf(folder, tenant));
        FolderSync.Flush(folder.Root);
        return new RestoreOutcome(backup, written, pending);
    }

    private static FileStream Claim(PlatformFolder folder)
    {
        if (!File.Exists(folder.State))
            throw new BackupException($"'{folder.Root}' is no data directory of a platform on SQLite: there is no state.db.") { Field = "--data", Value = folder.Root, Remedy = "Give the data directory of a platform that was started once" };
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new BackupException($"The platform of '{folder.Root}' runs.") { Field = "--data", Value = folder.Root, Remedy = "Stop it; a tenant is imported while nobody writes" };
        }
    }

    private static void CheckNew(PlatformFolder folder, string tenant, KeyRing ring)
    {
        using var connection = StateFile.Open(folder.State);
        StateFile.Check(connection, folder.State);
        var state = new RestoredState(connection);
        if (state.HasTenant(tenant))
            throw new BackupException($"There is a tenant '{tenant}' already.") { Field = "--data", Value = folder.Root, Remedy = "Import into a platform that does not have it" };
        if (state.WasErased(tenant) || ring.Erasures.Any(one => one.Tenant == tenant && one.Video is null))
            throw new BackupException($"The tenant '{tenant}' was erased.") { Field = "REPOSITORY", Value = tenant, Remedy = "What was erased does not come back, and its id is never given again" };
        if (!File.Exists(MarkOf(folder, tenant)) && (Directory.Exists(Path.Combine(folder.Media, tenant)) || Directory.Exists(Path.Combine(folder.Vectors, tenant))))
            throw new BackupException($"There are media or vectors of '{tenant}', though the platform does not know it.") { Field = "--data", Value = folder.Root, Remedy = $"See what media/{tenant} and vectors/{tenant} are, and move them away" };
    }

    private static string MarkOf(PlatformFolder folder, string tenant) => Path.Combine(folder.Root, $"import-{tenant}.unfinished");

    private static void Begin(PlatformFolder folder, string tenant, string backup)
    {
        if (!File.Exists(MarkOf(folder, tenant)))
            DurableFile.Write(MarkOf(folder, tenant), Encoding.UTF8.GetBytes($"{backup}\n"));
    }

    private static void Merge(PlatformFolder folder, string path, string tenant, IReadOnlyList<RingKey> keys)
    {
        using var connection = StateFile.Open(folder.State);
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute($"ATTACH DATABASE $path AS {Copy}", ("$path", path));
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var table in TenantScope.Tables.Keys)
            connection.Execute($"INSERT INTO main.{table} SELECT * FROM {Copy}.{table}");
        var state = new RestoredState(connection);
        state.Adopt(tenant);
        foreach (var key in keys)
            state.PutKey(key);
        transaction.Commit();
    }
}
