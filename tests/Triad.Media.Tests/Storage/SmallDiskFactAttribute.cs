namespace Triad.Media.Tests.Storage;

/// <summary>A fact about a full disk; skipped where no small file system may be mounted.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.CanBeMade)
            Skip = "No small file system may be mounted on this machine.";
    }
}
