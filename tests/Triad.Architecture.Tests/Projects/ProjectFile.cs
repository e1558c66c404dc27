using System.Xml.Linq;

namespace Triad.Architecture.Tests.Projects;

/// <summary>One csproj: what it refers to.</summary>
/// <param name="Path">Relative to the root of the checkout.</param>
/// <param name="References">Names of the projects it refers to.</param>
/// <param name="Packages">Ids of the packages it refers to.</param>
/// <param name="VersionedPackages">Those of them that name a version themselves.</param>
internal sealed record ProjectFile(string Path, string[] References, string[] Packages, string[] VersionedPackages)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static ProjectFile[] Under(string folder) => [.. Repository.Files(folder, "*.csproj").Order(StringComparer.Ordinal).Select(Load)];

    private static ProjectFile Load(string path)
    {
        var document = XDocument.Parse(Repository.ReadText(path));
        var packages = document.Descendants("PackageReference").ToArray();
        return new ProjectFile(
            path,
            [.. document.Descendants("ProjectReference").Select(reference => NameOf(Include(reference)))],
            [.. packages.Select(Include)],
            [.. packages.Where(package => (package.Attribute("Version") ?? package.Attribute("VersionOverride")) is not null).Select(Include)]);
    }

    private static string Include(XElement reference) => (string?)reference.Attribute("Include") ?? "";

    private static string NameOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
