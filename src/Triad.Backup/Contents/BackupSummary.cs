namespace Triad.Backup.Contents;

/// <summary>A backup that lies in a place.</summary>
/// <param name="Id">Its name: its mark, and the beginning of the hash of its manifest.</param>
/// <param name="Manifest">What it is.</param>
public sealed record BackupSummary(string Id, BackupManifest Manifest);
