using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Triad.Backup.Places;

namespace Triad.Backup.Contents;

/// <summary>The backups of a place. The id of one has the hash of its manifest, so that a manifest that was changed is found.</summary>
internal sealed class BackupCatalog(IBackupPlace place)
{
    private const string Folder = "backups";
    private const string Ending = ".json";
    private const int HashDigits = 16;

    /// <summary>All that are whole, the oldest first.</summary>
    public async Task<IReadOnlyList<BackupSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<BackupSummary>();
        foreach (var name in await place.ListAsync(Folder, cancellationToken))
            found.Add(await ReadAsync(name[(Folder.Length + 1)..^Ending.Length], cancellationToken));
        return [.. found.OrderBy(one => one.Manifest.Mark)];
    }

    /// <summary>One backup, of any kind.</summary>
    /// <param name="id">Its id; null for the newest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">It is not there, damaged, or of another form.</exception>
    public async Task<BackupSummary> GetAsync(string? id, CancellationToken cancellationToken) =>
        (id is null ? (await ListAsync(cancellationToken)).LastOrDefault() : await ReadAsync(id, cancellationToken)) ?? throw None();

    /// <summary>One backup.</summary>
    /// <param name="id">Its id; null for the newest of a kind.</param>
    /// <param name="kind">What it has to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">It is not there, damaged, or of another kind or form.</exception>
    public async Task<BackupSummary> GetAsync(string? id, string kind, CancellationToken cancellationToken)
    {
        var found = id is null
            ? (await ListAsync(cancellationToken)).LastOrDefault(one => one.Manifest.Kind == kind)
            : await ReadAsync(id, cancellationToken);
        if (found is null)
            throw None();
        if (found.Manifest.Kind != kind)
            throw new BackupException($"The backup '{found.Id}' is of kind '{found.Manifest.Kind}', and not '{kind}'.") { Field = "BACKUP", Value = found.Id, Remedy = "Restore platforms with 'triad backup restore', tenants with 'triad tenant import'" };
        return found;
    }

    /// <summary>Writes the manifest: from then on the backup is there.</summary>
    public async Task<BackupSummary> AddAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Options);
        var id = $"{manifest.Mark.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{HashOf(content)}";
        await place.WriteAsync($"{Folder}/{id}{Ending}", content, cancellationToken);
        return new BackupSummary(id, manifest);
    }

    private async Task<BackupSummary> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Contains('/', StringComparison.Ordinal) || await place.ReadAsync($"{Folder}/{id}{Ending}", cancellationToken) is not { } content)
            throw new BackupException($"There is no backup '{id}' in '{place.Name}'.") { Field = "BACKUP", Value = id, Remedy = "See what is there: triad backup list" };
        if (!id.EndsWith($"-{HashOf(content)}", StringComparison.Ordinal))
            throw Damaged(id, "its manifest is not the one that was written");
        using var document = JsonDocument.Parse(content);
        var format = document.RootElement.GetProperty("format").GetInt32();
        if (format != BackupManifest.CurrentFormat)
        {
            throw new BackupException(
                $"The backup '{id}' has format {format}; this build reads format {BackupManifest.CurrentFormat}.")
            {
                Field = "BACKUP",
                Value = id,
                Remedy = format > BackupManifest.CurrentFormat ? "Use a newer build" : "Use the build that made it",
            };
        }

        return new BackupSummary(id, document.Deserialize<BackupManifest>(BackupJson.Options)!);
    }

    private BackupException None() => new($"There is no such backup in '{place.Name}' that is whole.")
    {
        Field = "REPOSITORY",
        Value = place.Name,
        Remedy = "See what is there: triad backup list",
    };

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits];

    private BackupException Damaged(string id, string problem) => new($"The backup '{id}' is damaged: {problem}.")
    {
        Field = "REPOSITORY",
        Value = place.Name,
        Remedy = "Restore another backup, or put the file back from a copy of the repository",
    };
}
