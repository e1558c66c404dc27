namespace Triad.Inference.Tests.Fixtures;

/// <summary>A theory over reference results that belong to others and are not in the checkout; skipped where they are missing.</summary>
internal sealed class SharedGoldenTheoryAttribute : TheoryAttribute
{
    public SharedGoldenTheoryAttribute()
    {
        if (!Directory.Exists(TestFolders.SharedGolden)) Skip = "The reference results ../shared/golden are not on this machine.";
    }
}
