namespace Triad.Architecture.Tests.PublicApi;

/// <summary>A test that needs the listings and packed stand-ins to compare with them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute()
    {
        if (!ApiListing.AreHere)
            Skip = "the listings of the real packages' members (../shared/reference-api) are not here";
        else if (!StandInPackages.AreHere)
            Skip = "the public flavour has no stand-ins";
    }
}
