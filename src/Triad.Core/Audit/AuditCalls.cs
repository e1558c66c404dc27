namespace Triad.Core.Audit;

/// <summary>What the log says of itself.</summary>
public static class AuditCalls
{
    /// <summary>The first record of a chain: a process has begun to write.</summary>
    public const string Opened = "AuditLog.Opened";

    /// <summary>The last record of a chain whose process ended as it should.</summary>
    public const string Closed = "AuditLog.Closed";

    /// <summary>So many calls (the count) have no record: they came faster than records could be written.</summary>
    public const string Lost = "AuditLog.Lost";

    /// <summary>So many calls (the count) without a valid key have no record of their own: there were too many of them.</summary>
    public const string Refused = "AuditLog.Refused";
}
