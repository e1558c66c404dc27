using Google.Protobuf;
using Grpc.Core;
using Triad.Core.Identity;
using Triad.Core.Usage;
using Triad.Core.Usage.Metering;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Usage;

/// <summary>Counts the bytes of answers to the tenant that the call turned out to be about; calls that are about none are nobody's.</summary>
internal sealed class SentMeter(IUsageMeter meter)
{
    /// <summary>Notes whom a call is about.</summary>
    public static void Note(ServerCallContext context, TenantId tenant) => context.GetHttpContext().Features.Set(new MeteredTenant(tenant));

    /// <summary>Counts the one answer of a call before it is sent.</summary>
    public async Task<T> CountAsync<T>(ServerCallContext context, Task<T> call)
    {
        var answer = await call;
        if (IsMetered(context.Method) && answer is IMessage message)
            Add(context, message);
        return answer;
    }

    /// <summary>Counts the answers of a call as they are sent.</summary>
    public IServerStreamWriter<T> Count<T>(ServerCallContext context, IServerStreamWriter<T> answers) =>
        IsMetered(context.Method) ? new SentStream<T>(answers, message => Add(context, message)) : answers;

    private void Add(ServerCallContext context, IMessage message)
    {
        if (context.GetHttpContext().Features.Get<MeteredTenant>() is { Tenant: var tenant })
            meter.Add(tenant, UsageKinds.SentBytes, UsageLabels.None, message.CalculateSize()).OrThrow();
    }

    private static bool IsMetered(string method) => MeteredCalls.Find(method)?.Contains(UsageKinds.SentBytes) == true;

    private sealed record MeteredTenant(TenantId Tenant);
}
