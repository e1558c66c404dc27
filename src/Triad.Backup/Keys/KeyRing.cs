using System.Text.Json;
using Microsoft.Data.Sqlite;
using Triad.Backup.Contents;
using Triad.Backup.Erasures;
using Triad.Backup.Marks;

namespace Triad.Backup.Keys;

/// <summary>
/// The tenants' data keys, wrapped, and what was erased: what a restore needs beside a backup. There is one, which every backup replaces, and no earlier one:
/// so the key of a tenant that was erased since is nowhere, and an older backup of its media cannot be read.
/// </summary>
/// <param name="Format">How the rest is to be read.</param>
/// <param name="At">When it was read from the platform.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Erasures">What was erased, or was being erased.</param>
internal sealed record KeyRing(int Format, DateTimeOffset At, IReadOnlyList<RingKey> Keys, IReadOnlyList<KnownErasure> Erasures)
{
    private const int CurrentFormat = 1;

    /// <summary>That of a platform as it is now.</summary>
    public static KeyRing Of(PlatformFolder folder, TimeProvider time)
    {
        using var state = StateFile.Open(folder.State);
        using var snapshot = state.BeginTransaction(deferred: true);
        return new KeyRing(CurrentFormat, time.GetUtcNow(), StateFile.ReadKeys(state), StateFile.ReadErasures(state));
    }

    /// <summary>Reads a file that a backup has written, or the data directory of a platform that is still there.</summary>
    /// <exception cref="BackupException">It is neither.</exception>
    public static KeyRing Read(string path, TimeProvider time)
    {
        try
        {
            if (Directory.Exists(path))
                return Of(new PlatformFolder(path), time);
            var ring = JsonSerializer.Deserialize<KeyRing>(File.ReadAllText(path), BackupJson.Options);
            return ring?.Format == CurrentFormat ? ring : throw Unreadable(path, $"has format {ring?.Format}, this build reads format {CurrentFormat}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or SqliteException)
        {
            throw Unreadable(path, failure.Message);
        }
    }

    /// <summary>Puts it in the place of the one before, for the eyes of this user only; durable on return.</summary>
    public void Write(string path) => DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Options));

    private static BackupException Unreadable(string path, string problem) => new($"The key ring '{path}' cannot be read: {problem.TrimEnd('.')}.")
    {
        Field = "--keys",
        Value = path,
        Remedy = "Give the file that 'triad backup create --keys' has written, or the data directory of the platform",
    };
}
