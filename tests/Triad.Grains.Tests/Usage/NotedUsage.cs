using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Core.Usage.Metering;
using Triad.Grains.Tests.Faults;

namespace Triad.Grains.Tests.Usage;

/// <summary>Notes what is counted beside the meter that counts it.</summary>
internal sealed class NotedUsage
{
    public ConcurrentQueue<(TenantId Tenant, UsageKind Kind, UsageLabels Labels, decimal Amount)> Noted { get; } = new();

    public void Into(IServiceCollection services) => services.Decorate<IUsageMeter>((meter, _) => new Meter(this, meter));

    private sealed class Meter(NotedUsage noted, IUsageMeter meter) : IUsageMeter
    {
        public Result Add(TenantId tenant, UsageKind kind, UsageLabels labels, decimal amount)
        {
            noted.Noted.Enqueue((tenant, kind, labels, amount));
            return meter.Add(tenant, kind, labels, amount);
        }
    }
}
