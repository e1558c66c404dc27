namespace Triad.Gateway.Audit;

/// <summary>What the audit log keeps, and how; the configuration section <see cref="Section"/>.</summary>
public sealed class AuditOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Triad:Audit";

    /// <summary>False: nothing is written. What is there can still be read.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>True: calls of the data plane (videos and searches) are written too.</summary>
    public bool DataPlane { get; set; } = true;

    /// <summary>True: requests are kept as JSON, without bytes and secrets. They hold what people searched for.</summary>
    public bool Content { get; set; }

    /// <summary>Milliseconds that records of the data plane wait for others, and so the most that a killed process loses of them; 1 to 10,000.</summary>
    public int FlushMilliseconds { get; set; } = 200;

    /// <summary>Records that wait in memory at most; more are counted and lost. 100 to 1,000,000.</summary>
    public int MaxWaiting { get; set; } = 20_000;

    /// <summary>MiB after which the next part of a chain begins; 1 to 1024. A day in UTC always begins another.</summary>
    public int MaxPartMebibytes { get; set; } = 64;

    /// <summary>Records a second of calls without a valid key; more are counted in one record. 1 to 100,000.</summary>
    public int MaxRefusedPerSecond { get; set; } = 50;
}
