using Google.Rpc;
using Grpc.Core;

namespace Triad.Gateway.Tests;

/// <summary>What a client sees of a refused call.</summary>
internal sealed record Refusal(StatusCode Code, string Message, ErrorInfo Info, BadRequest? Fields, RetryInfo? Retry)
{
    /// <summary>The field that the first error names.</summary>
    public string Field => Info.Metadata.TryGetValue("field", out var path) ? path : "";

    /// <summary>Awaits a call that must be refused with details.</summary>
    public static async Task<Refusal> OfAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return Of(refused);
    }

    public static Refusal Of(RpcException refused)
    {
        var status = refused.GetRpcStatus();
        Assert.True(status is not null, $"{refused.StatusCode} '{refused.Status.Detail}' came without details.");
        Assert.Equal((int)refused.StatusCode, status.Code);
        Assert.Equal(refused.Status.Detail, status.Message);
        return new Refusal(refused.StatusCode, status.Message, status.GetDetail<ErrorInfo>(), status.GetDetail<BadRequest>(), status.GetDetail<RetryInfo>());
    }
}
