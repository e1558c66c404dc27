using Orleans.Configuration;
using Triad.Grains.Searches;

namespace Triad.Grains.Roles;

/// <summary>
/// Which processes activate which grains. A class that a process does not offer is taken out of its manifest, so that Orleans places its grains by what
/// the candidates offer, whoever calls.
/// </summary>
internal static class GrainPlacement
{
    /// <summary>The role whose processes activate a grain class.</summary>
    public static PlatformRoles RoleOf(Type grainClass) =>
        grainClass == typeof(SearchGrain) ? PlatformRoles.Gateway
        : grainClass == typeof(EmbedGrain) ? PlatformRoles.Embed
        : PlatformRoles.Silo;

    /// <summary>Takes out the classes of other roles.</summary>
    public static void KeepOnly(GrainTypeOptions options, PlatformRoles roles) =>
        options.Classes.RemoveWhere(type => type.Assembly == typeof(GrainPlacement).Assembly && !roles.HasFlag(RoleOf(type)));
}
