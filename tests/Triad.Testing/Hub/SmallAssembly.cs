using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Triad.Testing.Hub;

/// <summary>A NuGet package whose assembly has resources and nothing else.</summary>
public static class SmallAssembly
{
    /// <summary>Makes a package.</summary>
    /// <param name="name">The name of package and assembly.</param>
    /// <param name="resources">The assembly's resources.</param>
    public static byte[] Package(string name, IReadOnlyDictionary<string, byte[]> resources) => Package(name, Assembly(name, resources));

    /// <summary>Makes a package of an image.</summary>
    /// <param name="name">The name of package and assembly.</param>
    /// <param name="image">What is called the assembly there.</param>
    public static byte[] Package(string name, byte[] image)
    {
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry($"lib/netstandard2.1/{name}.dll").Open();
            entry.Write(image);
        }

        return package.ToArray();
    }

    /// <summary>Makes the assembly alone.</summary>
    public static byte[] Assembly(string name, IReadOnlyDictionary<string, byte[]> resources)
    {
        var metadata = new MetadataBuilder();
        var content = new BlobBuilder();
        foreach (var (resource, bytes) in resources)
        {
            content.Align(8);
            metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(resource), default, (uint)content.Count);
            content.WriteInt32(bytes.Length);
            content.WriteBytes(bytes);
        }

        metadata.AddModule(0, metadata.GetOrAddString($"{name}.dll"), metadata.GetOrAddGuid(Guid.Empty), default, default);
        metadata.AddAssembly(metadata.GetOrAddString(name), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var image = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder(), managedResources: content).Serialize(image);
        return image.ToArray();
    }
}
