using Triad.Core.Audit;
using Triad.Core.Durability;
using Triad.Core.Errors;

namespace Triad.Persistence.Audit;

/// <summary>The audit log as files: a folder a day, and <c>heads/</c> beside them. Processes that share the folder each write chains of their own.</summary>
/// <param name="folder">The folder; made when the first part is.</param>
public sealed class FolderAuditStore(string folder) : IAuditStore
{
    private const string Heads = "heads";
    private const int FullDisk = 28; // ENOSPC
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <inheritdoc/>
    public Task<Result<IAuditPart>> CreateAsync(AuditPartName name, CancellationToken cancellationToken) => Task.FromResult(Try<IAuditPart>(() =>
    {
        var path = PathOf(name);
        FolderSync.Create(Path.GetDirectoryName(path)!, PrivateFolder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = PrivateFile;
        var file = new FileStream(path, options);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
        return new FolderAuditPart(file);
    }));

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<AuditPartName>>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Try<IReadOnlyList<AuditPartName>>(() =>
        !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateDirectories(folder)
                .SelectMany(day => Directory.EnumerateFiles(day).Select(file => AuditPartName.Parse($"{Path.GetFileName(day)}/{Path.GetFileName(file)}")))
                .OfType<AuditPartName>()
                .OrderBy(part => part.ToString(), StringComparer.Ordinal)]));

    /// <inheritdoc/>
    public Task<Result<Stream>> OpenReadAsync(AuditPartName name, CancellationToken cancellationToken) => Task.FromResult(Try<Stream>(() =>
        new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 << 10, FileOptions.Asynchronous)));

    /// <inheritdoc/>
    public async Task<Result> WriteHeadAsync(string chain, string signed, CancellationToken cancellationToken)
    {
        try
        {
            var path = Path.Combine(folder, Heads, chain);
            if (!Directory.Exists(Path.GetDirectoryName(path)))
                FolderSync.Create(Path.GetDirectoryName(path)!, PrivateFolder);

            // What is lost of it in a power cut is an older head: the log itself is on the disk before.
            await File.WriteAllTextAsync($"{path}.new", signed, cancellationToken);
            File.Move($"{path}.new", path, overwrite: true);
            return Result.Ok;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unavailable(failure);
        }
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<string>>> ReadHeadsAsync(CancellationToken cancellationToken) => Task.FromResult(Try<IReadOnlyList<string>>(() =>
    {
        var heads = Path.Combine(folder, Heads);
        return !Directory.Exists(heads)
            ? []
            : [.. Directory.EnumerateFiles(heads).Where(file => Path.GetExtension(file) != ".new").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
    }));

    internal static Error Unavailable(Exception failure) => new(
        failure is IOException { HResult: FullDisk } ? ErrorReason.StorageFull : ErrorReason.Unavailable,
        $"The audit log cannot be used: {failure.Message}",
        Remedy: "See that the folder of the audit log can be written, and has room.");

    private static Result<T> Try<T>(Func<T> action)
    {
        try
        {
            return Result<T>.Ok(action());
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Error(ErrorReason.ContentNotFound, "There is no such part of the audit log.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unavailable(failure);
        }
    }

    private string PathOf(AuditPartName name) => Path.Combine(folder, name.ToString().Replace('/', Path.DirectorySeparatorChar));
}
