using Google.Protobuf.Reflection;
using Triad.Testing.Contract;
using Triad.Testing.Tenants;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>The registry from which the attacks are made has all that the contract has. What is missing is named.</summary>
public sealed class IdentityRegistryTests(OwnerFixture fixture) : IClassFixture<OwnerFixture>
{
    private static readonly IEnumerable<FieldDescriptor> Fields =
        ContractCalls.All.SelectMany(method => FieldPath.Of(method.InputType)).Select(path => path.Field).DistinctBy(field => field.FullName);

    [Fact]
    public void Contract_IsFoundWhole() => Assert.Subset(
        ContractCalls.All.Select(method => method.Service.Name).ToHashSet(StringComparer.Ordinal),
        new HashSet<string>(["BootstrapService", "GrantService", "HoldService", "LibraryService", "SearchService", "TenantService"], StringComparer.Ordinal));

    [Fact]
    public void Recipes_AreOfTheCallsOfTheContract() =>
        Assert.Equal(ContractCalls.All.Select(ContractCalls.NameOf).Order(StringComparer.Ordinal), CallRecipes.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Fields_ThatCouldCarryAnIdentity_AllHaveAKind() =>
        Assert.Empty(Fields.Where(field => IdentityFields.NeedsRow(field) && IdentityFields.Of(field) is null).Select(field => field.FullName));

    [Fact]
    public void Fields_NamedLikeAnIdAndYetNone_AreByMessage() =>
        Assert.Empty(IdentityFields.All
            .Where(row => row.Value == IdentityKind.None && !row.Key.Contains('.', StringComparison.Ordinal) && IdentityFields.LooksLikeId(row.Key))
            .Select(row => row.Key));

    [Fact]
    public void Kinds_AllHaveARule() =>
        Assert.All(Enum.GetValues<IdentityKind>().Where(kind => kind != IdentityKind.None), kind => Assert.NotNull(IdentityRegistry.Of(kind)));

    [Fact]
    public void Kinds_ThatAreNotYet_AreBroughtByNoCallThatIsThere() =>
        Assert.Empty(
            from kind in Enum.GetValues<IdentityKind>()
            where kind != IdentityKind.None && IdentityRegistry.Of(kind) is { Values: null }
            from method in ContractCalls.All
            where method.Name.Contains(IdentityRegistry.Of(kind).BroughtBy!, StringComparison.Ordinal) && fixture.Owner.IsImplemented(ContractCalls.NameOf(method))
            select $"{ContractCalls.NameOf(method)} brings {kind}: give {nameof(IdentityRegistry)} a value of the owner's.");

    [Fact]
    public void Owner_HasAValueOfEveryKindForEveryCallThatTakesOne() =>
        Assert.All(
            from method in ContractCalls.All
            let name = ContractCalls.NameOf(method)
            where fixture.Owner.IsImplemented(name)
            from path in FieldPath.Of(method.InputType)
            where IdentityFields.NeedsRow(path.Field) && IdentityFields.Of(path.Field) is not (null or IdentityKind.None)
            select (Name: name, Path: path),
            row =>
            {
                var values = IdentityRegistry.Of(IdentityFields.Of(row.Path.Field)!.Value).Values;
                Assert.True(values is not null, $"{row.Name} takes {row.Path}, of whose kind the owner has no value.");
                var (owned, missing) = values(fixture.Owner, row.Name);
                Assert.NotEqual(owned, missing);
                Assert.Equal(owned.Length, missing.Length);
            });}
