namespace Triad.Resilience.Tests.Durability;

/// <summary>A file or folder of a <see cref="PowerLossDisk"/>.</summary>
internal abstract class DiskNode;
