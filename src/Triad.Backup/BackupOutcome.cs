using Triad.Backup.Contents;

namespace Triad.Backup;

/// <summary>A backup that was made.</summary>
/// <param name="Backup">The backup.</param>
/// <param name="AddedBytes">What was written for it.</param>
/// <param name="ReusedBytes">What was there already.</param>
public sealed record BackupOutcome(BackupSummary Backup, long AddedBytes, long ReusedBytes);
