using System.Reflection;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>A test of what only the one-process stand-in does; skipped on the real runtime.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        var version = typeof(PersistentStateAttribute).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version;
        if (version is null || !version.EndsWith("10.4.2.1", StringComparison.Ordinal))
            Skip = "the public flavour has no stand-ins";
    }
}
