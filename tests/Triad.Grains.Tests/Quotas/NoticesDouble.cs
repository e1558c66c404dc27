using System.Collections.Concurrent;
using Triad.Core.Quotas;

namespace Triad.Grains.Tests.Quotas;

/// <summary>Remembers notices.</summary>
internal sealed class NoticesDouble : ITenantNotices
{
    public ConcurrentQueue<QuotaNotice> Told { get; } = new();

    public ValueTask<bool> TellAsync(QuotaNotice notice, CancellationToken cancellationToken)
    {
        Told.Enqueue(notice);
        return ValueTask.FromResult(true);
    }
}
