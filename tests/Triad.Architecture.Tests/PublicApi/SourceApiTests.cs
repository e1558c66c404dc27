namespace Triad.Architecture.Tests.PublicApi;

/// <summary>Nothing in src/ uses what the real packages lack, in either flavour.</summary>
public sealed class SourceApiTests
{
    [ReferenceApiFact]
    public void Sources_WhatTheyUseOfAPackage_IsListed()
    {
        var unlisted = Sources().SelectMany(source => Unlisted(source, ApiListing.All())).ToArray();

        Assert.True(unlisted.Length == 0, string.Join(Environment.NewLine, unlisted));
    }

    [ReferenceApiFact]
    public void Sources_EveryReferenceToAListedAssembly_IsSeen()
    {
        foreach (var (_, image) in Sources())
        {
            Assert.Equal(
                AssemblyApi.References(image).Where(ApiListing.Assemblies.Contains).Distinct().Order(StringComparer.Ordinal),
                AssemblyApi.Used(image, ApiListing.Assemblies).Select(use => use.Assembly).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [ReferenceApiFact]
    public void Source_ThatUsesWhatAListingLacks_IsNamed()
    {
        var listings = ApiListing.All();
        foreach (var (name, image) in Sources())
        {
            foreach (var uses in AssemblyApi.Used(image, ApiListing.Assemblies).GroupBy(use => (use.Assembly, use.Id[0])))
            {
                var (assembly, id) = uses.Last();
                var shorter = new Dictionary<string, IReadOnlySet<string>>(listings) { [assembly] = listings[assembly].Except([id]).ToHashSet() };

                Assert.Equal([$"{name} uses {assembly}: {id}"], Unlisted((name, image), shorter));
            }
        }
    }

    [ReferenceApiFact]
    public void CheckedUses_OfTheListedAssemblies_AreListed()
    {
        var uses = Sources().SelectMany(source => AssemblyApi.Used(source.Image, ApiListing.Assemblies)).ToArray();
        if (Environment.GetEnvironmentVariable(CheckedUses.NoteVariable) == "1")
            CheckedUses.Write(ApiListing.Assemblies, uses.Select(use => CheckedUses.Line(use.Assembly, use.Id)));

        var listed = ApiListing.All().SelectMany(listing => listing.Value.Select(id => CheckedUses.Line(listing.Key, id)).Append(listing.Key)).ToHashSet();
        Assert.Empty(CheckedUses.Read().Except(listed));
        Assert.Equal(ApiListing.Assemblies.Order(), CheckedUses.Assemblies.Order());
    }

    [Fact]
    public void Sources_WhatTheyUseOfAPackage_WasComparedWithTheListings()
    {
        var known = CheckedUses.Read();
        var unknown = Sources()
            .SelectMany(source => AssemblyApi.Used(source.Image, CheckedUses.Assemblies).Select(use => CheckedUses.Line(use.Assembly, use.Id)))
            .Where(use => !known.Contains(use)).Distinct().ToArray();

        Assert.True(
            unknown.Length == 0,
            $"New uses of packages: compare them with the real packages' listings by running these tests with {CheckedUses.NoteVariable}=1 where they lie beside the checkout.{Environment.NewLine}{string.Join(Environment.NewLine, unknown)}");
    }

    private static IEnumerable<string> Unlisted((string Name, byte[] Image) source, Dictionary<string, IReadOnlySet<string>> listings) =>
        AssemblyApi.Used(source.Image, ApiListing.Assemblies)
            .Where(use => !listings[use.Assembly].Contains(use.Id))
            .Select(use => $"{source.Name} uses {use.Assembly}: {use.Id}")
            .Distinct();

    private static (string Name, byte[] Image)[] Sources()
    {
        var sources = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(IsOurs)
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))
            .ToArray();
        Assert.NotEmpty(sources);
        return sources;
    }

    private static bool IsOurs(string file) =>
        Path.GetFileName(file) is var name && (name == "triad.dll" || (name.StartsWith("Triad.", StringComparison.Ordinal) && !name.Contains(".Tests")));
}
