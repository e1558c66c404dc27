using System.IO.Compression;

namespace Triad.Architecture.Tests.PublicApi;

/// <summary>The stand-ins that `./triad feed` packed.</summary>
internal static class StandInPackages
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "feed");

    public static bool AreHere => Directory.Exists(Folder) && Directory.EnumerateFiles(Folder, "*.nupkg").Any();

    /// <summary>The assemblies in the packages, by name.</summary>
    public static IEnumerable<(string Name, byte[] Image)> Assemblies()
    {
        foreach (var package in Directory.EnumerateFiles(Folder, "*.nupkg").Order(StringComparer.Ordinal))
        {
            using var archive = ZipFile.OpenRead(package);
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal)
                && entry.FullName.EndsWith(".dll", StringComparison.Ordinal)))
            {
                using var content = entry.Open();
                using var image = new MemoryStream();
                content.CopyTo(image);
                yield return (Path.GetFileNameWithoutExtension(entry.Name), image.ToArray());
            }
        }
    }
}
