using System.Collections.Concurrent;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Core.Usage.Metering;

namespace Triad.Testing.Usage;

/// <summary>A meter that remembers, or refuses.</summary>
public sealed class MeterDouble : IUsageMeter
{
    private readonly ConcurrentQueue<CountedUsage> _counted = new();

    /// <summary>All that was counted.</summary>
    public IReadOnlyCollection<CountedUsage> Counted => _counted;

    /// <summary>Why nothing can be counted; null where it can.</summary>
    public Error? Refusal { get; set; }

    public Result Add(TenantId tenant, UsageKind kind, UsageLabels labels, decimal amount)
    {
        if (Refusal is { } refusal)
            return refusal;
        _counted.Enqueue(new CountedUsage(tenant, kind, labels, amount));
        return Result.Ok;
    }

    /// <summary>The sum of a kind.</summary>
    public decimal Of(UsageKind kind) => _counted.Where(counted => counted.Kind == kind).Sum(counted => counted.Amount);
}
