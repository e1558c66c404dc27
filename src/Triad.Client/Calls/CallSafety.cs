namespace Triad.Client.Calls;

/// <summary>Whether a call may be made again when its outcome is not known.</summary>
internal enum CallSafety
{
    /// <summary>A write that must not happen twice: only made again when the platform refused it and named a time to come back.</summary>
    OnlyWhenRefused,

    /// <summary>A read, or a write that the platform recognises when it comes again.</summary>
    Repeatable,
}
