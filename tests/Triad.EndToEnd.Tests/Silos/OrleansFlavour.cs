using System.Reflection;

namespace Triad.EndToEnd.Tests.Silos;

/// <summary>Which Orleans the platform runs on here.</summary>
internal static class OrleansFlavour
{
    /// <summary>True on the stand-in, whose versions have a fourth part.</summary>
    public static bool IsStandIn { get; } =
        Assembly.Load("Orleans.Runtime").GetCustomAttribute<AssemblyFileVersionAttribute>() is { Version: "10.4.2.1" };
}
