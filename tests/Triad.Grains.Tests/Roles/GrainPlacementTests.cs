using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Roles;
using Triad.Grains.Searches;
using Triad.Grains.Videos;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Roles;

public sealed class GrainPlacementTests
{
    private static readonly Type[] Classes =
        [.. typeof(VideoGrain).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Grain)) && !type.IsAbstract)];

    [Fact]
    public async Task Grains_OnThreeSilos_AreActiveWhereTheirRoleIs()
    {
        var calls = new ConcurrentQueue<(Type Class, int Silo)>();
        await using var platform = await StartAsync(layout: Layout.Three, configureSilo: (silo, services) => services.AddSingleton<IIncomingGrainCallFilter>(
            new SeenCalls(type => calls.Enqueue((type, silo)))));
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "car", "2 red car"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        Value(await platform.SearchAsync("acme", Text("car")));

        var places = calls.Where(call => Classes.Contains(call.Class)).Distinct().ToList();
        Assert.All(places, place => Assert.Equal(GrainPlacement.RoleOf(place.Class), Layout.Three.Silos[place.Silo]));
        Assert.Superset(new HashSet<Type> { typeof(VideoGrain), typeof(SearchGrain), typeof(EmbedGrain) }, places.Select(place => place.Class).ToHashSet());
    }

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

    private sealed class SeenCalls(Action<Type> seen) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            seen(context.Grain.GetType());
            return context.Invoke();
        }
    }
}
