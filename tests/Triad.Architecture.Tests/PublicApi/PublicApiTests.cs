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

    [Fact]
    public void Exposed_OfAnAssembly_AreItsDocumentationIds()
    {
        var ids = AssemblyApi.Exposed(File.ReadAllBytes(typeof(Triad.Core.Errors.Result<>).Assembly.Location));

        Assert.Contains("T:Triad.Core.Errors.Result`1", ids);
        Assert.DoesNotContain(ids, id => id.Contains('<'));
    }
}
