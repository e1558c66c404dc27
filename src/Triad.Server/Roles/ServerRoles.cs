using Triad.Grains.Roles;

namespace Triad.Server.Roles;

/// <summary>The roles of a process as people write them.</summary>
internal static class ServerRoles
{
    public const string Gateway = "gateway";
    public const string Silo = "silo";
    public const string Embed = "embed";
    public const string All = "all";

    public static IReadOnlyDictionary<PlatformRoles, string> Names { get; } = new Dictionary<PlatformRoles, string>
    {
        [PlatformRoles.Gateway] = Gateway,
        [PlatformRoles.Silo] = Silo,
        [PlatformRoles.Embed] = Embed,
    };

    /// <summary>Reads "all", or names separated by commas; null where that is not what is written.</summary>
    public static PlatformRoles? Parse(string? text)
    {
        var roles = PlatformRoles.None;
        foreach (var word in (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries))
        {
            var role = word.ToLowerInvariant() switch
            {
                Gateway => PlatformRoles.Gateway,
                Silo => PlatformRoles.Silo,
                Embed => PlatformRoles.Embed,
                All => PlatformRoles.All,
                _ => PlatformRoles.None,
            };
            if (role == PlatformRoles.None)
                return null;
            roles |= role;
        }

        return roles;
    }

    /// <summary>The names of some roles, separated by commas.</summary>
    public static string Write(PlatformRoles roles) => string.Join(", ", Names.Where(name => roles.HasFlag(name.Key)).Select(name => name.Value));
}
