using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Triad.Doubles.Faults;

namespace Triad.Doubles.Serving;

/// <summary>Takes each call: logs it, does what the switches say, and answers.</summary>
internal sealed class QdrantService(RequestTable table, FaultSwitches faults, RequestLog log)
{
    public async Task<IMessage> CallAsync(string method, IMessage request, ServerCallContext context)
    {
        log.Add(method, request);
        var fault = faults.Next(method);
        await faults.WaitAsync(method, context.CancellationToken);
        IMessage? answer = null;
        try
        {
            answer = fault is { IsAfterwards: false } ? null : faults.Altered(method, request, table.Answer);
        }
        finally
        {
            log.Answered(method);
        }

        switch (fault)
        {
            case { IsDropped: true }:
                context.GetHttpContext().Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
                throw new RpcException(new Status(StatusCode.Unavailable, "The connection was dropped."));
            case { Status: { } status }:
                throw new RpcException(status);
            default:
                return answer!;
        }
    }
}
