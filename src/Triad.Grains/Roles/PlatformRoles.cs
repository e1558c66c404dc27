namespace Triad.Grains.Roles;

/// <summary>What a process of the platform does; every process with a role is a silo of the cluster.</summary>
[Flags]
public enum PlatformRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Serves clients and fans searches out.</summary>
    Gateway = 1,

    /// <summary>Keeps tenants, keys, videos, catalogs, queues and shards.</summary>
    Silo = 2,

    /// <summary>Has the models: decodes and embeds.</summary>
    Embed = 4,

    /// <summary>Everything, in one process.</summary>
    All = Gateway | Silo | Embed,
}
