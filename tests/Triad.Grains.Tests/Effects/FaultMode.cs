namespace Triad.Grains.Tests.Effects;

/// <summary>What goes wrong with a side effect.</summary>
public enum FaultMode
{
    /// <summary>It does not happen, and its caller is told so.</summary>
    Before,

    /// <summary>It happens, and its caller is told that it failed.</summary>
    After,

    /// <summary>It happens, and its caller hears nothing.</summary>
    ReplyLost,

    /// <summary>It happens twice, as a message that is delivered again.</summary>
    Repeated,
}
