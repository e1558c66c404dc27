namespace Triad.Core.Audit;

/// <summary>What is wrong with a chain.</summary>
public enum AuditFault
{
    /// <summary>A line is not what was written: its bytes do not have its hash, or the next line was chained to another.</summary>
    Changed,

    /// <summary>Records are missing, between others or before them.</summary>
    Removed,

    /// <summary>A line stands after one that was written later.</summary>
    Reordered,

    /// <summary>A record stands twice.</summary>
    Repeated,

    /// <summary>The chain ends before a record that it is known to have had, or has another in its place.</summary>
    CutOff,

    /// <summary>A whole chain that is known to have been is not there.</summary>
    Missing,

    /// <summary>The platform's signature of a chain's head is not right.</summary>
    HeadForged,
}
