namespace Triad.Architecture.Tests.Grains;

public sealed class GrainInterfaceTests
{
    [Fact]
    public void Methods_LastParameter_IsTheCancellationToken()
    {
        Assert.NotEmpty(GrainAssemblies.Methods);
        Assert.Empty(GrainAssemblies.Methods
            .Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public void InterfacesAndMethods_Aliases_AreGivenAndUnique()
    {
        var interfaces = GrainAssemblies.Interfaces.ToArray();

        Assert.DoesNotContain(interfaces, type => GrainAssemblies.Alias(type) is null);
        Assert.Empty(GrainAssemblies.Methods.Where(method => GrainAssemblies.Alias(method) is null).Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
        Assert.Distinct(interfaces.Select(GrainAssemblies.Alias));
        Assert.All(interfaces, type => Assert.Distinct(type.GetMethods().Select(GrainAssemblies.Alias)));
    }

    [Fact]
    public void GrainsWithState_Reentrancy_IsNeverWholesale() =>
        Assert.DoesNotContain(
            GrainAssemblies.Types,
            type => GrainAssemblies.Has(type, "Orleans.Concurrency.ReentrantAttribute") && GrainAssemblies.StatesOf(type).Any());
}
