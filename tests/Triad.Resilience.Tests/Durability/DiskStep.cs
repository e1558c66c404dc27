namespace Triad.Resilience.Tests.Durability;

/// <summary>Something that happens to a disk: the beginning of a sync, or the end of any call.</summary>
internal sealed record DiskStep(int Line, SystemCall Call, bool IsEnd);
