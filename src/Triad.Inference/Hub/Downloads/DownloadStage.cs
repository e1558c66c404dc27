using Triad.Core.Errors;

namespace Triad.Inference.Hub.Downloads;

/// <summary>
/// The hidden folder of a models folder in which a model's files are kept until its package is made. It outlives a run that was ended,
/// so that the next one goes on, and is another run's as long as that lasts.
/// </summary>
internal sealed class DownloadStage : IDisposable
{
    /// <summary>The name of the folder of all stages.</summary>
    public const string FolderName = ".downloads";

    private const string Mark = "revision.txt";

    private readonly IDisposable _lock;
    private readonly Func<string, long> _free;
    private readonly long _spare;

    private DownloadStage(string folder, IDisposable held, Func<string, long> free, long spare) =>
        (Folder, _lock, _free, _spare) = (folder, held, free, spare);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The model's files, in the hub's layout.</summary>
    public string Files => Path.Combine(Folder, "files");

    /// <summary>Opens the stage of a model.</summary>
    /// <param name="models">The models folder.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="free">Tells the free bytes of the disk that a folder is on.</param>
    /// <param name="spare">The bytes that stay free.</param>
    /// <exception cref="DownloadException">Another process fetches the model.</exception>
    public static DownloadStage Open(string models, string model, Func<string, long> free, long spare)
    {
        var folder = Path.Combine(models, FolderName, model);
        var held = FolderLock.Take($"{folder}.lock", model);
        Directory.CreateDirectory(folder);
        return new DownloadStage(folder, held, free, spare);
    }

    /// <summary>Begins with a revision: files of another one are of no use.</summary>
    public void Begin(string revision)
    {
        var mark = Path.Combine(Folder, Mark);
        if (!File.Exists(mark) || File.ReadAllText(mark) != revision)
        {
            Clear();
            Directory.CreateDirectory(Folder);
            File.WriteAllText(mark, revision);
        }

        Directory.CreateDirectory(Files);
    }

    /// <summary>Checks that there is room for what is still to come, and for the package that is made of it.</summary>
    /// <param name="fetched">The bytes to fetch in all.</param>
    /// <param name="package">The bytes of the package.</param>
    /// <exception cref="DownloadException">There is not.</exception>
    public void CheckRoom(long fetched, long package)
    {
        var here = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        var needed = Math.Max(0, fetched - here) + package + _spare;
        var free = _free(Folder);
        if (free < needed)
            throw new DownloadException(Error.Of(
                ErrorReason.StorageFull, "--models", Folder,
                FormattableString.Invariant($"is on a disk with {free >> 20} MiB free, and {needed >> 20} MiB are needed"),
                "Make room, or name a folder on another disk."));
    }

    /// <summary>Removes what was fetched.</summary>
    public void Clear()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
