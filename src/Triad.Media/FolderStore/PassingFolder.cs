namespace Triad.Media.FolderStore;

/// <summary>A folder whose entries live for a short time.</summary>
internal static class PassingFolder
{
    /// <summary>Entries made before this are nobody's: some time ago, or all where null says that no other process uses the folder.</summary>
    public static DateTimeOffset AbandonedBefore(DateTimeOffset now, TimeSpan? after) => after is { } time ? now - time : DateTimeOffset.MaxValue;

    /// <summary>Removes the entries that were made before an instant; younger ones may belong to another running process.</summary>
    /// <returns>How many were removed.</returns>
    public static int Sweep(string folder, DateTimeOffset madeBefore)
    {
        var removed = 0;
        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos();
        foreach (var entry in entries.Where(entry => PassingName.IsOlder(entry.Name, madeBefore)))
        {
            try
            {
                if (entry is DirectoryInfo subfolder)
                    subfolder.Delete(recursive: true);
                else
                    entry.Delete();
                removed++;
            }
            catch (Exception failure) when (StorageErrors.IsStorage(failure))
            {
                // Another process sweeps too, or the entry cannot be removed now: the next start tries again.
            }
        }

        return removed;
    }
}
