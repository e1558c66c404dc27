using Orleans.Configuration;
using Triad.Grains.Roles;
using Triad.Grains.Searches;
using Triad.Grains.Videos;

namespace Triad.Grains.Tests;

public sealed class GrainPlacementTests
{
    private static readonly Type[] Classes =
        [.. typeof(VideoGrain).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Grain)) && !type.IsAbstract)];

    [Theory]
    [InlineData(PlatformRoles.Gateway, typeof(SearchGrain))]
    [InlineData(PlatformRoles.Embed, typeof(EmbedGrain))]
    public void KeepOnly_OfGatewayOrEmbed_LeavesTheOneClassWithoutState(PlatformRoles role, Type only) => Assert.Equal([only], Kept(role));

    [Fact]
    public void KeepOnly_OfTheSiloRole_LeavesEveryClassWithState() =>
        Assert.Equal(Classes.Except([typeof(SearchGrain), typeof(EmbedGrain)]).ToHashSet(), Kept(PlatformRoles.Silo).ToHashSet());

    [Fact]
    public void KeepOnly_OfAll_LeavesEverything() => Assert.Equal(Classes.ToHashSet(), Kept(PlatformRoles.All).ToHashSet());

    [Fact]
    public void KeepOnly_OfOthersClasses_LeavesThem()
    {
        var options = new GrainTypeOptions();
        options.Classes.Add(typeof(GrainPlacementTests));
        GrainPlacement.KeepOnly(options, PlatformRoles.None);
        Assert.Single(options.Classes);
    }

    private static IEnumerable<Type> Kept(PlatformRoles roles)
    {
        var options = new GrainTypeOptions();
        options.Classes.UnionWith(Classes);
        GrainPlacement.KeepOnly(options, roles);
        return options.Classes;
    }
}
