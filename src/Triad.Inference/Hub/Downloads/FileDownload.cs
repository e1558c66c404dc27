using System.Net;

namespace Triad.Inference.Hub.Downloads;

/// <summary>
/// Brings one file here: goes on with the part that an earlier attempt left, and gives the file its name only when its hashes are
/// those that the source states and that an earlier download recorded.
/// </summary>
internal sealed class FileDownload(SourceConnection connection, RemoteFile file, string target, string? recorded)
{
    private string Part => $"{target}.part";

    /// <summary>Brings the file.</summary>
    /// <param name="progress">Receives the bytes that are there.</param>
    /// <param name="cancellationToken">Ends it; what came stays.</param>
    /// <returns>Its SHA-256 and size.</returns>
    /// <exception cref="DownloadException">It cannot be had, or is not what was announced.</exception>
    public async Task<(string Sha256, long Bytes)> RunAsync(Action<long> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(target) && await IsWholeAsync(cancellationToken).ConfigureAwait(false) is { } sha256)
            return (sha256, new FileInfo(target).Length);
        return await connection.Retrying.RunAsync(
            file.Path, () => OnceAsync(progress, cancellationToken), () => Length(Part), cancellationToken).ConfigureAwait(false);
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } there ? there.Length : 0;

    // A file that an earlier run finished is read again: what lies about may have been changed.
    private async Task<string?> IsWholeAsync(CancellationToken cancellationToken)
    {
        using var hash = new FileHash(GitBytes);
        await hash.AppendAsync(target, cancellationToken).ConfigureAwait(false);
        var ends = hash.End();
        if (Problem(ends, Length(target)) is null)
            return ends.Sha256;
        File.Delete(target);
        return null;
    }

    private long? GitBytes => file.GitObject is null ? null : file.Bytes;

    private async Task<(string Sha256, long Bytes)> OnceAsync(Action<long> progress, CancellationToken cancellationToken)
    {
        var had = Length(Part);
        if (file.Bytes is { } all && had > all)
            had = 0;
        using var hash = new FileHash(GitBytes);
        if (had > 0)
            await hash.AppendAsync(Part, cancellationToken).ConfigureAwait(false);
        if (had == 0 || had != file.Bytes)
            had = await ReceiveAsync(hash, had, progress, cancellationToken).ConfigureAwait(false);
        var bytes = Length(Part);
        var ends = hash.End();
        if (Problem(ends, bytes) is { } problem)
        {
            // Of a part that was continued, the earlier half may be to blame: once more from its beginning.
            File.Delete(Part);
            throw had > 0 ? new BrokenOffException(problem.Message) : problem;
        }

        File.Move(Part, target, overwrite: true);
        return (ends.Sha256, bytes);
    }

    /// <returns>The bytes that were there before and were kept.</returns>
    private async Task<long> ReceiveAsync(FileHash hash, long had, Action<long> progress, CancellationToken cancellationToken)
    {
        using var response = await connection.GetAsync(file.Address, had, cancellationToken).ConfigureAwait(false);
        if (had > 0 && (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != had))
        {
            // The server gives the whole, or does not know the part: what is here is of no use.
            File.Delete(Part);
            throw new BrokenOffException("the server does not go on with a part");
        }

        await using var part = new FileStream(Part, had > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
        await connection.ReadAsync(response, async bytes =>
        {
            if (file.Bytes is { } all && part.Length + bytes.Length > all)
                throw TooLong(all);
            hash.Append(bytes.Span);
            await part.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            progress(part.Length);
        }, cancellationToken).ConfigureAwait(false);
        part.Flush(flushToDisk: true);
        var expected = file.Bytes ?? (response.Content.Headers.ContentLength is { } rest ? had + rest : part.Length);
        return part.Length < expected ? throw new BrokenOffException($"it broke off after {part.Length} of {expected} bytes") : had;
    }

    private DownloadException TooLong(long all)
    {
        File.Delete(Part);
        return DownloadException.Mismatch(
            file.Path, null, $"has more than the {all} bytes that the source states", "Do not trust this source, or try again later.");
    }

    private DownloadException? Problem((string Sha256, string? GitObject) ends, long bytes)
    {
        const string Remedy = "Do not trust this source, or try again later.";
        if (file.Bytes is { } all && bytes != all)
            return DownloadException.Mismatch(file.Path, bytes, $"is not the size {all} that the source states", Remedy);
        if (file.Sha256 is { } stated && stated != ends.Sha256)
            return DownloadException.Mismatch(file.Path, ends.Sha256, $"is not the SHA-256 {stated} that the source states", Remedy);
        if (file.GitObject is { } git && git != ends.GitObject)
            return DownloadException.Mismatch(file.Path, ends.GitObject, $"is not the Git object {git} that the source states", Remedy);
        return recorded is null || recorded == ends.Sha256
            ? null
            : DownloadException.Mismatch(
                file.Path, ends.Sha256, $"is not the SHA-256 {recorded} that an earlier download recorded",
                $"Find out why the source has changed; remove the model's entry in {ModelPins.FileName} to take the new files.");
    }
}
