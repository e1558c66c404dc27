namespace Triad.Media.Sandbox;

/// <summary>One layer of protection around FFmpeg.</summary>
public enum SandboxLayer
{
    /// <summary>Limits on processor time, memory, written files, open files and processes.</summary>
    ResourceLimits,

    /// <summary>No capabilities, and no way to gain any by executing another program.</summary>
    NoPrivileges,

    /// <summary>Another user than root.</summary>
    UnprivilegedUser,

    /// <summary>No network but a loopback of its own.</summary>
    NoNetwork,

    /// <summary>Only the programs' folders and the one given file can be seen, all read only.</summary>
    FileIsolation,

    /// <summary>Other processes can neither be seen nor signalled, and all of its own end together.</summary>
    ProcessIsolation,

    /// <summary>The kernel calls that media decoding never needs are refused.</summary>
    CallFilter,
}
