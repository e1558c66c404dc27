namespace Triad.EndToEnd.Tests.Silos;

/// <summary>A test of what only the one-process stand-in does; skipped on the real runtime.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        if (!OrleansFlavour.IsStandIn)
            Skip = "the public flavour has no stand-ins";
    }
}
