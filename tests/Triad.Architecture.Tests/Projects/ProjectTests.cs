using System.Xml.Linq;

namespace Triad.Architecture.Tests.Projects;

public sealed class ProjectTests
{
    [Fact]
    public void Sources_References_FollowTheDirectionOfDependencies()
    {
        var projects = ProjectFile.Under("src");

        Assert.NotEmpty(projects);
        Assert.Empty(projects.SelectMany(DependencyRules.Violations));
    }

    [Fact]
    public void Violations_ReferenceAgainstTheDirection_AreFound()
    {
        var upwards = new ProjectFile("src/Triad.Core/Triad.Core.csproj", ["Triad.Grains"], [], []);
        var unknown = new ProjectFile("src/Triad.Helpers/Triad.Helpers.csproj", [], [], []);

        Assert.Equal(["Triad.Core refers to Triad.Grains"], DependencyRules.Violations(upwards));
        Assert.Equal(["Triad.Helpers is no project of the architecture"], DependencyRules.Violations(unknown));
    }

    [Fact]
    public void Core_Packages_ComeFromTheFrameworkOnly() =>
        Assert.All(ProjectFile.Under("src/Triad.Core").SelectMany(project => project.Packages), id => Assert.StartsWith("System.", id));

    [Fact]
    public void Contracts_Packages_AreGrpcAndItsMessages() =>
        Assert.All(
            ProjectFile.Under("src/Triad.Contracts").SelectMany(project => project.Packages),
            id => Assert.True(id.StartsWith("Grpc.", StringComparison.Ordinal) || id.StartsWith("Google.", StringComparison.Ordinal), id));

    [Fact]
    public void Projects_PackageVersions_AreCentral() =>
        Assert.Empty(Product().SelectMany(project => project.VersionedPackages.Select(id => $"{project.Name}: {id}")));

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var listed = Repository.ReadLines("Platform.sln")
            .Where(line => line.Contains(".csproj", StringComparison.Ordinal))
            .Select(line => line.Split('"')[5].Replace('\\', '/'))
            .ToArray();

        Assert.Equal(Product().Select(project => project.Path).Order(), listed.Order());
    }

    [Fact]
    public void Feed_FindingsOfHighSeverity_AreErrorsAndItsHolesAreWarnings()
    {
        var files = new[] { "*.props", "*.targets", "*.csproj" }
            .SelectMany(pattern => new[] { "src", "tests" }.SelectMany(folder => Repository.Files(folder, pattern)))
            .Append("Directory.Build.props")
            .Append("Directory.Packages.props")
            .Select(file => (Path: file, Xml: XDocument.Parse(Repository.ReadText(file))))
            .ToList();

        var warnings = files.SelectMany(file => file.Xml.Descendants("WarningsNotAsErrors")).Select(element => element.Value);
        Assert.Equal(["$(WarningsNotAsErrors);NU1603;NU1900;NU1901;NU1902;NU1905"], warnings);
        Assert.DoesNotContain(files.SelectMany(file => file.Xml.Descendants("NoWarn")), element => element.Value.Contains("NU", StringComparison.Ordinal));
        Assert.All(files.SelectMany(file => file.Xml.Descendants("NuGetAuditSuppress")), finding => Assert.NotEmpty((string?)finding.Attribute("Reason") ?? ""));
    }

    private static IEnumerable<ProjectFile> Product() => [.. ProjectFile.Under("src"), .. ProjectFile.Under("tests")];
}
