namespace Triad.Backup;

/// <summary>How far a backup or a restore is.</summary>
/// <param name="Doing">What is being done.</param>
/// <param name="Done">Files that are done.</param>
/// <param name="Of">All files, as far as that is known.</param>
public sealed record BackupProgress(string Doing, long Done, long Of);
