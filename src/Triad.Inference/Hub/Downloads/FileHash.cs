using System.Security.Cryptography;
using System.Text;

namespace Triad.Inference.Hub.Downloads;

/// <summary>The hashes of a file while it comes in.</summary>
internal sealed class FileHash : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash? _git;

    /// <param name="gitBytes">The file's size, where Git's hash of it is wanted: the size goes into that one.</param>
    public FileHash(long? gitBytes)
    {
        if (gitBytes is not { } bytes)
            return;
        _git = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        _git.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {bytes}\0")));
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _git?.AppendData(bytes);
    }

    /// <summary>Takes in a file that is there.</summary>
    public async Task AppendAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var buffer = new byte[1 << 20];
        for (int read; (read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            Append(buffer.AsSpan(0, read));
    }

    /// <summary>The SHA-256, and Git's object where it is wanted.</summary>
    public (string Sha256, string? GitObject) End() =>
        (Convert.ToHexStringLower(_sha256.GetHashAndReset()), _git is null ? null : Convert.ToHexStringLower(_git.GetHashAndReset()));

    public void Dispose()
    {
        _sha256.Dispose();
        _git?.Dispose();
    }
}
