namespace Triad.Backup.Contents;

/// <summary>What a backup is. It is written last: a backup without one is none.</summary>
public sealed record BackupManifest
{
    /// <summary>The form that this build writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>A backup of everything.</summary>
    public const string Platform = "platform";

    /// <summary>An export of one tenant.</summary>
    public const string OneTenant = "tenant";

    /// <summary>How the rest is to be read.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary><see cref="Platform"/> or <see cref="OneTenant"/>.</summary>
    public string Kind { get; init; } = Platform;

    /// <summary>The tenant of an export.</summary>
    public string? Tenant { get; init; }

    /// <summary>The instant that it is of.</summary>
    public DateTimeOffset Mark { get; init; }

    /// <summary>When it was whole.</summary>
    public DateTimeOffset Finished { get; init; }

    /// <summary>For how long writes of states waited for the mark, in milliseconds.</summary>
    public double HeldMilliseconds { get; init; }

    /// <summary>The version of the tool that made it.</summary>
    public string Build { get; init; } = string.Empty;

    /// <summary>The layout of the state database.</summary>
    public int StateLayout { get; init; }

    /// <summary>How many tenants it has.</summary>
    public long Tenants { get; init; }

    /// <summary>How many videos it has.</summary>
    public long Videos { get; init; }

    /// <summary>How many files it has.</summary>
    public long Files { get; init; }

    /// <summary>Bytes of all its files.</summary>
    public long Bytes { get; init; }

    /// <summary>The names of the key-encryption keys that wrap the tenants' data keys.</summary>
    public IReadOnlyList<string> KeyEncryptionKeys { get; init; } = [];

    /// <summary>Videos whose media was not there, and that nobody had erased: <c>tenant/video</c>.</summary>
    public IReadOnlyList<string> WithoutMedia { get; init; } = [];

    /// <summary>The list of its files, a JSON document a line.</summary>
    public required BackupFile Index { get; init; }
}
