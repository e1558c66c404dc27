using Triad.Core.Identity;

namespace Triad.Grains.IngestHosts;

/// <summary>What a job costs its tenant: an estimate first, and what it really took at the end.</summary>
internal sealed class IngestCharge(IngestShares shares, TenantId tenant, double estimate) : IDisposable
{
    private readonly Lock _lock = new();
    private double _charged = estimate;
    private double _spent;
    private TimeSpan? _media;

    /// <summary>The tenant's weight became known.</summary>
    public void Weigh(double weight) => shares.Weigh(tenant, weight);

    /// <summary>The length of the media became known.</summary>
    public void Announce(TimeSpan? media)
    {
        lock (_lock)
        {
            if ((_media = media) is { } length && shares.CostOf(length) is { } cost)
                Set(cost);
        }
    }

    /// <summary>Embedding was done.</summary>
    public void Spend(TimeSpan compute)
    {
        lock (_lock)
        {
            _spent += compute.TotalSeconds;
            if (_spent > _charged)
                Set(_spent);
        }
    }

    /// <summary>The job has ended.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            Set(_spent);
            shares.Learn(_spent, _media);
        }
    }

    private void Set(double cost)
    {
        shares.Charge(tenant, cost - _charged);
        _charged = cost;
    }
}
