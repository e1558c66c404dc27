using Triad.Grains.Roles;

namespace Triad.Grains.Tests;

/// <summary>The roles of each silo of a platform.</summary>
internal sealed record Layout(params PlatformRoles[] Silos)
{
    /// <summary>One silo that does everything.</summary>
    public static Layout One { get; } = new(PlatformRoles.All);

    /// <summary>Two that share the grains with state; searches and embedding are apart.</summary>
    public static Layout Two { get; } = new(PlatformRoles.Gateway | PlatformRoles.Silo, PlatformRoles.Silo | PlatformRoles.Embed);

    /// <summary>Three of one role each, as in production.</summary>
    public static Layout Three { get; } = new(PlatformRoles.Silo, PlatformRoles.Gateway, PlatformRoles.Embed);

    /// <summary>One of the roles gateway and silo, and two that embed.</summary>
    public static Layout TwoThatEmbed { get; } = new(PlatformRoles.Gateway | PlatformRoles.Silo, PlatformRoles.Embed, PlatformRoles.Embed);

    /// <summary>One that searches, and two with state.</summary>
    public static Layout TwoWithState { get; } = new(PlatformRoles.Gateway | PlatformRoles.Embed, PlatformRoles.Silo, PlatformRoles.Silo);

    public override string ToString() => string.Join(" / ", Silos);
}
