using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Triad.Backup.Places;

/// <summary>
/// Backups in a container of Azure blobs. A blob is uploaded in one request, and so is there whole or not at all. Two writers at once do no harm: objects are
/// named by their content, and each writes a manifest of its own.
/// </summary>
public sealed class BlobPlace : IBackupPlace
{
    private const int NotFound = 404;

    private readonly BlobContainerClient _container;

    private BlobPlace(BlobContainerClient container) => _container = container;

    /// <inheritdoc/>
    public string Name => _container.Uri.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public string WorkFolder { get; private set; } = string.Empty;

    /// <summary>A container by its address, with the identity of the environment.</summary>
    /// <param name="container">https://ACCOUNT.blob.core.windows.net/CONTAINER.</param>
    public static BlobPlace At(Uri container) => new(new BlobContainerClient(container, new DefaultAzureCredential()));

    /// <summary>A container of the account that a connection string names.</summary>
    /// <param name="connection">The connection string; it is never shown.</param>
    /// <param name="container">The container's name.</param>
    /// <exception cref="BackupException">It is no connection string.</exception>
    public static BlobPlace Of(string connection, string container)
    {
        try
        {
            return new BlobPlace(new BlobContainerClient(connection, container));
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            throw new BackupException("The connection string of the backups' account cannot be read.") { Field = "TRIAD_BACKUP_CONNECTION", Remedy = "Give the connection string as the account shows it" };
        }
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> ClaimAsync(CancellationToken cancellationToken)
    {
        await TryAsync(() => _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));
        WorkFolder = Directory.CreateTempSubdirectory("triad-backup-").FullName;
        return new Work(WorkFolder);
    }

    /// <inheritdoc/>
    public async Task<bool> HasAsync(string name, CancellationToken cancellationToken) =>
        (await TryAsync(() => _container.GetBlobClient(name).ExistsAsync(cancellationToken))).Value;

    /// <inheritdoc/>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryAsync(() => _container.GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true, cancellationToken));

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            return null;
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw Unavailable(failure);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken) => TryAsync<IReadOnlyList<string>>(async () =>
    {
        var names = new List<string>();
        try
        {
            await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{folder}/", cancellationToken))
                names.Add(blob.Name);
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            // There is no such container: nothing was ever written to it.
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    });

    private async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw Unavailable(failure);
        }
    }

    // An AggregateException is what the client throws after its last try.
    private BackupException Unavailable(Exception failure) => new($"The container '{Name}' cannot be used: {failure.Message.Split('\n')[0].TrimEnd('.', '\r')}.")
    {
        Field = "REPOSITORY",
        Value = Name,
        Remedy = "See that the account answers, and that the identity has the role Storage Blob Data Contributor; then run the command again, it goes on",
    };

    private sealed class Work(string folder) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
