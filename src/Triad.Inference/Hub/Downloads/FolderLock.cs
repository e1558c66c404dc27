namespace Triad.Inference.Hub.Downloads;

/// <summary>Keeps other processes from what this one writes. It goes with the process that holds it.</summary>
internal static class FolderLock
{
    /// <summary>Takes a lock.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="what">What it keeps, for the message.</param>
    /// <exception cref="DownloadException">Another process has it.</exception>
    public static IDisposable Take(string path, string what)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw DownloadException.Unavailable("model", what, "is being fetched by another process", "Wait until that has ended.");
        }
    }
}
