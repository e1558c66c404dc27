namespace Triad.EndToEnd.Tests.Silos;

/// <summary>A test of several silos; skipped on the one-process stand-in.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute()
    {
        if (OrleansFlavour.IsStandIn)
            Skip = "the stand-in for Orleans is one process: two silos or more need the public flavour";
    }
}
