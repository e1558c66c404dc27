namespace Triad.Core.Quotas;

/// <summary>What one gateway may let through of a tenant's rate.</summary>
/// <param name="Rate">A second; null does not bind.</param>
/// <param name="MayBurst">True where nobody else has let anything through lately.</param>
public readonly record struct QuotaShare(double? Rate, bool MayBurst);
