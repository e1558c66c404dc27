namespace Triad.Inference.Packages;

/// <summary>
/// What a package takes of the memory: before it was ever loaded its files, afterwards what the process grew by beside its managed heap.
/// Other work grows a process too, so that a measured value counts within one and three times the files.
/// </summary>
internal static class PackageMemory
{
    private const int MostTimesFiles = 3;

    /// <summary>Bytes of a package's files. Files of one name and size count once: members of a package share what is equal.</summary>
    public static long FilesOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
                .DistinctBy(file => (file.Name, file.Length))
                .Sum(file => file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0; // The loader says what is wrong.
        }
    }

    /// <summary>Native memory of the process, roughly.</summary>
    public static long Native() => Environment.WorkingSet - GC.GetTotalMemory(forceFullCollection: false);

    /// <summary>What is booked for a package.</summary>
    /// <param name="files">Bytes of its files.</param>
    /// <param name="growth">Growth of <see cref="Native"/> while it was loaded.</param>
    public static long Booked(long files, long growth) => Math.Clamp(growth, files, files * MostTimesFiles);
}
