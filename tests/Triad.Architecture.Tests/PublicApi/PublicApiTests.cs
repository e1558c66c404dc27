namespace Triad.Architecture.Tests.PublicApi;

public sealed class PublicApiTests
{
    /// <summary>Microsoft's own, compiled from its source or taken out of the SDK; there is nothing to compare.</summary>
    private static readonly string[] Originals = ["Microsoft.ML.OnnxRuntime", "System.IO.Hashing"];

    [StandInFact]
    public void StandIns_PublicMembers_AreAllTheRealOnes()
    {
        var inventions = new List<string>();
        var standIns = StandInPackages.Assemblies().Where(assembly => !Originals.Contains(assembly.Name)).ToArray();
        Assert.NotEmpty(standIns);
        foreach (var (name, image) in standIns)
        {
            Assert.Contains(name, ApiListing.Assemblies);
            inventions.AddRange(AssemblyApi.Exposed(image).Except(ApiListing.Read(name)).Select(id => $"{name}: {id}"));
        }

        Assert.True(inventions.Count == 0, string.Join(Environment.NewLine, inventions));
    }

    [StandInFact]
    public void GrpcContracts_PublicMembers_AreComplete()
    {
        foreach (var (name, image) in StandInPackages.Assemblies().Where(assembly => assembly.Name is "Grpc.Core.Api" or "Grpc.Net.Common"))
            Assert.Empty(ApiListing.Read(name).Except(AssemblyApi.Exposed(image)));
    }

    [ReferenceApiFact]
    public void Sources_MembersUsed_AreListed()
    {
        var listings = ApiListing.Assemblies.ToDictionary(name => name, ApiListing.Read);
        var unlisted = new List<string>();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(IsOurs))
        {
            var used = AssemblyApi.Used(File.ReadAllBytes(file), ApiListing.Assemblies);
            count += used.Count;
            unlisted.AddRange(used.Where(member => !listings[member.Assembly].Contains(member.Id))
                .Select(member => $"{Path.GetFileName(file)} uses {member.Assembly}: {member.Id}"));
        }

        Assert.NotEqual(0, count);
        Assert.True(unlisted.Count == 0, string.Join(Environment.NewLine, unlisted));
    }

    [Fact]
    public void Exposed_OfAnAssembly_AreItsDocumentationIds()
    {
        var ids = AssemblyApi.Exposed(File.ReadAllBytes(typeof(Triad.Core.Errors.Result<>).Assembly.Location));

        Assert.Contains("T:Triad.Core.Errors.Result`1", ids);
        Assert.DoesNotContain(ids, id => id.Contains('<'));
    }

    private static bool IsOurs(string file) =>
        Path.GetFileName(file) is var name && (name == "triad.dll" || (name.StartsWith("Triad.", StringComparison.Ordinal) && !name.Contains(".Tests")));
}
