using System.IO.Compression;

namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>Takes a model out of a NuGet package.</summary>
internal static class NuGetPackage
{
    private const long MostBytes = 4L << 30;

    /// <summary>Writes what the source's entry names as files of the hub's layout.</summary>
    /// <exception cref="DownloadException">The package lacks it.</exception>
    public static void Unpack(string package, OfferedSource source, string folder)
    {
        var assembly = $"{package}.dll";
        try
        {
            Extract(package, $"{source.Place}.dll", assembly);
            AssemblyResources.Write(assembly, source.Resources, folder);
            WordPieceFile.Complete(folder);
        }
        catch (Exception exception) when (exception
            is InvalidDataException or BadImageFormatException or EndOfStreamException or InvalidOperationException or OverflowException)
        {
            // Readers of images say in several ways that one is broken.
            throw DownloadException.Mismatch(
                "package", Path.GetFileName(package), $"cannot be read: {exception.Message.TrimEnd('.')}", "Fetch it anew, or from another feed.");
        }
        finally
        {
            File.Delete(assembly);
        }
    }

    private static void Extract(string package, string name, string target)
    {
        using var zip = ZipFile.OpenRead(package);
        var entry = zip.Entries.FirstOrDefault(one => one.FullName.StartsWith("lib/", StringComparison.Ordinal)
                && one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException($"it has no {name}");
        if (entry.Length > MostBytes)
            throw new InvalidDataException($"{name} has {entry.Length} bytes");
        using var from = entry.Open();
        using var to = File.Create(target);
        var buffer = new byte[1 << 20];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            to.Write(buffer, 0, read);

            // What a zip says of an entry's length is not what it must hold.
            if (to.Length > entry.Length)
                throw new InvalidDataException($"{name} is longer than the package says");
        }
    }
}
