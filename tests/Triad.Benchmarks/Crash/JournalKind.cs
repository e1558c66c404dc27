using System.Text.Json.Serialization;

namespace Triad.Benchmarks.Crash;

/// <summary>What a line of the journal says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalKind>))]
internal enum JournalKind
{
    /// <summary>The first line: the seed.</summary>
    Run,

    /// <summary>A tenant of the load, and the key that it is used with.</summary>
    Tenant,

    /// <summary>The segments that a clip has.</summary>
    Clip,

    /// <summary>An upload is about to be tried.</summary>
    Upload,

    /// <summary>An upload was acknowledged.</summary>
    Stored,

    /// <summary>An upload of unknown outcome is there.</summary>
    SeenStored,

    /// <summary>An upload of unknown outcome is not there.</summary>
    SeenAbsent,

    /// <summary>A deletion is about to be tried.</summary>
    Delete,

    /// <summary>A deletion was acknowledged.</summary>
    Deleted,

    /// <summary>A deletion of unknown outcome has happened.</summary>
    SeenDeleted,

    /// <summary>A deletion of unknown outcome has not happened.</summary>
    SeenKept,

    /// <summary>A key was made.</summary>
    Key,

    /// <summary>A key is about to be revoked.</summary>
    Revoke,

    /// <summary>The revocation was acknowledged.</summary>
    Revoked,

    /// <summary>A tenant beside the load was made.</summary>
    Onboarded,

    /// <summary>A restarted server was checked in full.</summary>
    Check,

    /// <summary>The server was killed.</summary>
    Kill,

    /// <summary>Something is wrong.</summary>
    Finding,
}
