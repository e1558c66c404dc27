using Orleans.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Triad.Grains.Roles;

/// <summary>The roles of a silo, as the other silos see them: in its metadata.</summary>
internal static class SiloRoles
{
    private const string Key = "triad.roles";

    /// <summary>Publishes the roles of this silo.</summary>
    public static ISiloBuilder UseSiloRoles(this ISiloBuilder silo, PlatformRoles roles) =>
        silo.UseSiloMetadata(new Dictionary<string, string> { [Key] = roles.ToString() });

    /// <summary>The roles that a silo has published; null where they are not known yet.</summary>
    public static PlatformRoles? Of(SiloMetadata metadata) =>
        metadata.Metadata.TryGetValue(Key, out var text) && Enum.TryParse<PlatformRoles>(text, out var roles) ? roles : null;
}
