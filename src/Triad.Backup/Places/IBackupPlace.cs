namespace Triad.Backup.Places;

/// <summary>Where backups lie: blobs by name, each of a few mebibytes.</summary>
public interface IBackupPlace
{
    /// <summary>What an operator has named.</summary>
    string Name { get; }

    /// <summary>A folder for copies that are on their way; there while the place is claimed, and gone at the next claim.</summary>
    string WorkFolder { get; }

    /// <summary>Has the place alone for as long as the result is not disposed; what a killed holder left half written is gone then.</summary>
    /// <exception cref="BackupException">Somebody else has it.</exception>
    Task<IAsyncDisposable> ClaimAsync(CancellationToken cancellationToken);

    /// <summary>True where there is a blob of that name.</summary>
    Task<bool> HasAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a blob, whole or not at all; durable on return.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The content of a blob; null where there is none.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of the blobs in a folder, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken);
}
