using Triad.Core.Fairness;
using Triad.Core.Identity;

namespace Triad.Grains.IngestHosts;

/// <summary>
/// Whose job a host takes next: deficit round robin by the seconds of embedding that jobs take, over the tenants that have work waiting, by their
/// weights. What a job costs is estimated when it is taken, better once its length is known, and put right when it ends. Thread-safe.
/// </summary>
internal sealed class IngestShares
{
    // Embed-seconds of a round for weight 1: less than any video's, so that a turn is one job as long as it is not much cheaper than others'.
    private const double Quantum = 0.005;
    private const double Smoothing = 0.2;
    private const double FirstGuess = 1;
    private const int MostTenants = 10_000;

    private readonly Lock _lock = new();
    private readonly DeficitRoundRobin<TenantId> _rounds = new(Quantum);
    private readonly Dictionary<TenantId, double> _weights = [];
    private double _jobCost = FirstGuess;
    private double? _mediaCost;

    /// <summary>The tenant whose turn it is, among some.</summary>
    public TenantId Next(IReadOnlyCollection<TenantId> waiting)
    {
        lock (_lock)
            return _rounds.Next([.. waiting.Select(tenant => (tenant, WeightOf(tenant)))]);
    }

    /// <summary>Begins a job; disposing the charge ends it.</summary>
    public IngestCharge Begin(TenantId tenant)
    {
        lock (_lock)
        {
            _rounds.Charge(tenant, WeightOf(tenant), _jobCost);
            return new IngestCharge(this, tenant, _jobCost);
        }
    }

    /// <summary>Learns a tenant's weight.</summary>
    internal void Weigh(TenantId tenant, double weight)
    {
        lock (_lock)
        {
            if (_weights.Count >= MostTenants)
                _weights.Clear(); // The next plan of each says it again.
            if (weight == FairShare.DefaultWeight)
                _weights.Remove(tenant);
            else
                _weights[tenant] = weight;
        }
    }

    /// <summary>What media of a length cost to embed, as far as is known; null where nothing is.</summary>
    internal double? CostOf(TimeSpan media)
    {
        lock (_lock)
            return _mediaCost * media.TotalSeconds;
    }

    /// <summary>Puts right what a job was charged.</summary>
    internal void Charge(TenantId tenant, double difference)
    {
        lock (_lock)
            _rounds.Charge(tenant, WeightOf(tenant), difference);
    }

    /// <summary>Learns from a job.</summary>
    internal void Learn(double cost, TimeSpan? media)
    {
        if (cost <= 0)
            return; // It was put in order, or failed.
        lock (_lock)
        {
            _jobCost += Smoothing * (cost - _jobCost);
            if (media is { TotalSeconds: > 0 and var seconds })
                _mediaCost = _mediaCost is { } known ? known + (Smoothing * ((cost / seconds) - known)) : cost / seconds;
        }
    }

    private double WeightOf(TenantId tenant) => _weights.GetValueOrDefault(tenant, FairShare.DefaultWeight);
}
