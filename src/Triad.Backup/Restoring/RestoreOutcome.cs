using Triad.Backup.Contents;
using Triad.Backup.Erasures;

namespace Triad.Backup.Restoring;

/// <summary>What a restore has brought back.</summary>
/// <param name="Backup">The backup that it is from.</param>
/// <param name="Files">Files that were written.</param>
/// <param name="Erased">What the backup had and was erased since: it did not come back.</param>
public sealed record RestoreOutcome(BackupSummary Backup, long Files, IReadOnlyList<KnownErasure> Erased);
