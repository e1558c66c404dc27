using System.Security.Cryptography;
using Triad.Backup.Places;

namespace Triad.Backup.Contents;

/// <summary>
/// Files in pieces, each an object that is named by its hash. What is there already is not written again, whichever backup has brought it; and after a kill
/// the next try goes on behind the pieces that are there.
/// </summary>
internal sealed class ObjectStore(IBackupPlace place)
{
    private const int PieceBytes = 4 << 20;

    /// <summary>Bytes that were written.</summary>
    public long Added { get; private set; }

    /// <summary>Bytes that were there already.</summary>
    public long Reused { get; private set; }

    /// <summary>Takes in a file.</summary>
    /// <param name="path">Its name in the backup.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="modified">The time of the original; 0 for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BackupFile> AddAsync(string path, Stream content, long modified, CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var pieces = new List<string>();
        var length = 0L;
        var buffer = new byte[(int)Math.Clamp(content.Length - content.Position, 1, PieceBytes)];
        while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is var read and > 0)
        {
            var piece = buffer.AsMemory(0, read);
            whole.AppendData(piece.Span);
            length += read;
            var hash = Convert.ToHexStringLower(SHA256.HashData(piece.Span));
            pieces.Add(hash);
            if (await place.HasAsync(NameOf(hash), cancellationToken))
            {
                Reused += read;
                continue;
            }

            await place.WriteAsync(NameOf(hash), piece, cancellationToken);
            Added += read;
        }

        return new BackupFile(path, length, Convert.ToHexStringLower(whole.GetHashAndReset()), modified, pieces);
    }

    /// <summary>True where all pieces of a file of an earlier backup are there: it then counts as taken in.</summary>
    public async Task<bool> HasAsync(BackupFile file, CancellationToken cancellationToken)
    {
        foreach (var piece in file.Objects)
            if (!await place.HasAsync(NameOf(piece), cancellationToken))
                return false;
        Reused += file.Length;
        return true;
    }

    /// <summary>Writes a file's bytes, each piece checked before.</summary>
    /// <exception cref="BackupException">An object is missing or damaged.</exception>
    public async Task CopyToAsync(BackupFile file, Stream destination, CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in file.Objects)
        {
            var piece = await place.ReadAsync(NameOf(name), cancellationToken);
            if (piece is null || Convert.ToHexStringLower(SHA256.HashData(piece)) != name)
                throw Damaged(file.Path, NameOf(name), piece is null ? "is missing" : "is damaged");
            whole.AppendData(piece);
            await destination.WriteAsync(piece, cancellationToken);
        }

        if (Convert.ToHexStringLower(whole.GetHashAndReset()) != file.Sha256)
            throw Damaged(file.Path, file.Path, "does not have the hash that its list says");
    }

    private BackupException Damaged(string file, string name, string problem) => new($"The backup is damaged: '{name}' of the file '{file}' {problem}.")
    {
        Field = "REPOSITORY",
        Value = place.Name,
        Remedy = "Restore another backup, or put the object back from a copy of the repository",
    };

    private static string NameOf(string hash) => $"objects/{hash[..2]}/{hash}";
}
