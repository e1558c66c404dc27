namespace Triad.Backup.Erasures;

/// <summary>An erasure that must hold after a restore too.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Video">The video; null where the tenant was erased.</param>
/// <param name="ReceiptId">The receipt's id.</param>
/// <param name="RequestedBy">The id of the API key that asked for it.</param>
/// <param name="StartedAt">When it was asked for.</param>
public sealed record KnownErasure(string Tenant, string? Video, string ReceiptId, string RequestedBy, DateTimeOffset StartedAt);
