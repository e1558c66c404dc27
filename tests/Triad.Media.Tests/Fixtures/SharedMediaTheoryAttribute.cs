namespace Triad.Media.Tests.Fixtures;

/// <summary>A theory over the shared media; skipped where they are not there.</summary>
public sealed class SharedMediaTheoryAttribute : TheoryAttribute
{
    public SharedMediaTheoryAttribute()
    {
        if (SharedMedia.Folder is null)
            Skip = "The test media ../shared/media are not on this machine.";
    }
}
