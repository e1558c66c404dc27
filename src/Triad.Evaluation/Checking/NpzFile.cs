using System.IO.Compression;
using Triad.Inference.Kinds;

namespace Triad.Evaluation.Checking;

/// <summary>NumPy's .npz files: a zip with one array a name.</summary>
internal static class NpzFile
{
    private const string Extension = ".npy";

    // A case is small: more is not one, or a bomb.
    private const long MaxArrayBytes = 1L << 30;

    /// <summary>Reads all arrays.</summary>
    /// <exception cref="InvalidDataException">The file is none, or one of its arrays cannot be read; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dictionary<string, StoredArray> Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var arrays = new Dictionary<string, StoredArray>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
        {
            var name = entry.FullName[..^Extension.Length];
            try
            {
                arrays[name] = NpyFormat.Read(Bytes(entry));
            }
            catch (Exception problem) when (problem is InvalidDataException or FormatException or OverflowException or ArgumentException)
            {
                throw new InvalidDataException($"{path}: {name} {problem.Message}", problem);
            }
        }

        return arrays;
    }

    /// <summary>Writes arrays.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, StoredArray> arrays)
    {
        using var file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (name, array) in arrays)
        {
            using var entry = zip.CreateEntry(name + Extension, CompressionLevel.NoCompression).Open();
            entry.Write(NpyFormat.Write(array));
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        if (entry.Length > MaxArrayBytes)
            throw new InvalidDataException($"has {entry.Length} bytes, more than {MaxArrayBytes}");
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
