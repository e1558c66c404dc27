using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>Reads the resources of an assembly as a file's bytes. The assembly is never loaded.</summary>
internal static class AssemblyResources
{
    /// <summary>Writes resources as files.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="wanted">Resource to file.</param>
    /// <param name="folder">Where the files go.</param>
    /// <exception cref="InvalidDataException">One is not there.</exception>
    public static void Write(string assembly, IReadOnlyDictionary<string, string> wanted, string folder)
    {
        using var stream = File.OpenRead(assembly);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
            throw new InvalidDataException("it is no assembly of .NET");
        var metadata = image.GetMetadataReader();
        var start = image.PEHeaders.CorHeader is { } header
            ? header.ResourcesDirectory.RelativeVirtualAddress
            : throw new InvalidDataException("it is no assembly of .NET");
        foreach (var (name, file) in wanted)
        {
            var found = metadata.ManifestResources
                .Select(metadata.GetManifestResource)
                .Where(one => one.Implementation.IsNil && metadata.StringComparer.Equals(one.Name, name))
                .ToArray();
            if (found is not [var resource])
                throw new InvalidDataException($"the assembly has no resource {name}");
            var content = Read(image.GetSectionData(start), (int)resource.Offset, name);
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }
    }

    // A resource is its length and its bytes.
    private static byte[] Read(PEMemoryBlock section, int offset, string name)
    {
        try
        {
            var length = section.GetReader(offset, sizeof(int)).ReadInt32();
            return section.GetReader(offset + sizeof(int), length).ReadBytes(length);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"the resource {name} lies outside of the assembly");
        }
    }
}
