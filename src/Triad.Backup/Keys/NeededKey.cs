namespace Triad.Backup.Keys;

/// <summary>A data key that a backup's media were encrypted with; the key itself is not in it.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="KeyId">Which key.</param>
internal sealed record NeededKey(string Tenant, Guid KeyId);
