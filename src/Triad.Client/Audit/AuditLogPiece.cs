namespace Triad.Client;

/// <summary>A piece of the audit log as it lies on the platform: the head of a chain, or the next bytes of a part.</summary>
public sealed record AuditLogPiece
{
    /// <summary>A chain's head; null for a piece of a part.</summary>
    public AuditLogHead? Head { get; init; }

    /// <summary>The part's name; empty for a head.</summary>
    public string Part { get; init; } = string.Empty;

    /// <summary>The next bytes of the part.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    internal static AuditLogPiece FromWire(V1.ExportAuditLogResponse wire) => wire.ItemCase == V1.ExportAuditLogResponse.ItemOneofCase.Head
        ? new AuditLogPiece { Head = new AuditLogHead(wire.Head.Chain, wire.Head.Sequence, wire.Head.Hash, wire.Head.IsSigned) }
        : new AuditLogPiece { Part = wire.Part?.Name ?? string.Empty, Data = wire.Part?.Data.Memory ?? default };
}
