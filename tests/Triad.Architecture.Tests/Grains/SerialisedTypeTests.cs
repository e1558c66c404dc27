namespace Triad.Architecture.Tests.Grains;

public sealed class SerialisedTypeTests
{
    [Fact]
    public void TypesThatCross_Annotations_AreComplete()
    {
        var reachable = GrainAssemblies.Reachable();

        Assert.NotEmpty(reachable);
        Assert.Empty(reachable
            .Where(type => !GrainAssemblies.Has(type, "Orleans.GenerateSerializerAttribute") && !GrainAssemblies.Surrogates.ContainsKey(type))
            .Select(type => type.FullName));
    }

    [Fact]
    public void TypesOfCore_ThatCross_HaveSurrogates_AndNoOthersDo()
    {
        var crossing = GrainAssemblies.Reachable().Where(type => type.Assembly.GetName().Name == "Triad.Core").ToHashSet();

        Assert.NotEmpty(crossing);
        // An exception is in no signature: it crosses because it is thrown.
        var converted = GrainAssemblies.Surrogates.Keys.Where(type => !type.IsSubclassOf(typeof(Exception)));
        Assert.Equal(crossing.OrderBy(type => type.FullName), converted.OrderBy(type => type.FullName));
    }

    [Fact]
    public void States_OfGrains_AreFound() => Assert.NotEmpty(GrainAssemblies.States);

    [Fact]
    public void SerialisedTypes_Aliases_AreGivenAndUnique()
    {
        var types = GrainAssemblies.Serialised.ToArray();

        Assert.NotEmpty(types);
        Assert.Empty(types.Where(type => GrainAssemblies.Alias(type) is null).Select(type => type.FullName));
        Assert.Distinct(types.Select(GrainAssemblies.Alias));
    }

    [Fact]
    public void SerialisedTypes_Members_AllHaveIds() =>
        Assert.Empty(GrainAssemblies.Serialised.SelectMany(type =>
            GrainAssemblies.StoredMembers(type).Where(member => !member.HasId).Select(member => $"{type.FullName}.{member.Name}")));

    [Fact]
    public void SerialisedTypes_Members_CannotBeSetAfterwards() =>
        Assert.Empty(GrainAssemblies.Serialised.SelectMany(type =>
            GrainAssemblies.StoredMembers(type).Where(member => member.IsMutable).Select(member => $"{type.FullName}.{member.Name}")));

    [Fact]
    public void StoredMembers_OfASettableClass_AreMutable_AndOneHasNoId() =>
        Assert.Equal(
            [("Numbered", typeof(int), true, true), ("Unnumbered", typeof(int), true, false)],
            GrainAssemblies.StoredMembers(typeof(Settable)));

    [GenerateSerializer]
    public sealed class Settable
    {
        [Id(0)]
        public int Numbered { get; set; }

        public int Unnumbered { get; set; }
    }
}
