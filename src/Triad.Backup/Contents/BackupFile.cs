namespace Triad.Backup.Contents;

/// <summary>A file of a backup.</summary>
/// <param name="Path">Where it lies in the data directory, with slashes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hash of all bytes, in hexadecimal digits.</param>
/// <param name="Modified">The time of the file that it was copied from, in 100 ns UTC; 0 for what the backup has made itself.</param>
/// <param name="Objects">The hashes of its pieces in order, which are the names of the objects that have them.</param>
public sealed record BackupFile(string Path, long Length, string Sha256, long Modified, IReadOnlyList<string> Objects);
