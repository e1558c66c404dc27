namespace Triad.Architecture.Tests.PublicApi;

/// <summary>A test that needs the listings of the real packages' members.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReferenceApiFactAttribute : FactAttribute
{
    public ReferenceApiFactAttribute()
    {
        if (!ApiListing.AreHere)
            Skip = "the listings of the real packages' members (../shared/reference-api) are not here";
    }
}
