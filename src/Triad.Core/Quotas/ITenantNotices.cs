namespace Triad.Core.Quotas;

/// <summary>Where a tenant is told what it should know before it hurts. A notice is told once a crossing, and never holds up what it is about.</summary>
public interface ITenantNotices
{
    /// <summary>Takes a notice on. It does not throw: a notice that cannot be told is logged.</summary>
    /// <returns>False where it is to be told again with the next use.</returns>
    ValueTask<bool> TellAsync(QuotaNotice notice, CancellationToken cancellationToken);
}
