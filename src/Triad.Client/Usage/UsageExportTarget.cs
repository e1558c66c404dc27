namespace Triad.Client;

/// <summary>How the export of usage to a target goes.</summary>
public sealed record UsageExportTarget
{
    /// <summary>The operator's name of it.</summary>
    public required string Name { get; init; }

    /// <summary>http, folder or azure-blob.</summary>
    public string Kind { get; init; } = string.Empty;

    /// <summary>Events that it does not have, as last counted.</summary>
    public long PendingEvents { get; init; }

    /// <summary>Events that it took since the process that exports began.</summary>
    public long SentEvents { get; init; }

    /// <summary>When it last took some since then; null where it has not.</summary>
    public DateTimeOffset? LastSuccessTime { get; init; }

    /// <summary>Why the last try failed; empty where it did not.</summary>
    public string Problem { get; init; } = string.Empty;

    /// <summary>Failed tries in a row.</summary>
    public int FailedTries { get; init; }

    /// <summary>When it is tried again; null where it is not waited for.</summary>
    public DateTimeOffset? NextTryTime { get; init; }

    internal static UsageExportTarget FromWire(V1.UsageExportTarget wire) => new()
    {
        Name = wire.Name,
        Kind = wire.Kind,
        PendingEvents = wire.PendingEvents,
        SentEvents = wire.SentEvents,
        LastSuccessTime = wire.LastSuccessTime?.ToDateTimeOffset(),
        Problem = wire.Problem,
        FailedTries = wire.FailedTries,
        NextTryTime = wire.NextTryTime?.ToDateTimeOffset(),
    };
}
