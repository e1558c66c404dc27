using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Triad.Testing.Platform;

/// <summary>Failures as the gateway sends them: a status with google.rpc details in its trailer.</summary>
public static class Refusal
{
    public static RpcException Of(
        StatusCode code,
        string reason,
        string message,
        string? field = null,
        string? value = null,
        string? remedy = null,
        TimeSpan? retryAfter = null)
    {
        var info = new ErrorInfo { Reason = reason, Domain = "triad" };
        foreach (var (key, text) in new[] { ("field", field), ("value", value), ("remedy", remedy) })
        {
            if (text is not null)
                info.Metadata.Add(key, text);
        }

        var status = new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(info) } };
        if (retryAfter is { } wait)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        return status.ToRpcException();
    }

    public static RpcException Unavailable(TimeSpan? retryAfter = null) =>
        Of(StatusCode.Unavailable, "UNAVAILABLE", "A shard does not answer.", retryAfter: retryAfter);

    /// <summary>A quota that is used up; with a wait where time helps.</summary>
    public static RpcException Quota(string quota, long limit, TimeSpan? retryAfter)
    {
        var text = limit.ToString(CultureInfo.InvariantCulture);
        var info = new ErrorInfo { Reason = "QUOTA_EXCEEDED", Domain = "triad", Metadata = { ["quota"] = quota, ["limit"] = text, ["used"] = text } };
        var status = new Google.Rpc.Status { Code = (int)StatusCode.ResourceExhausted, Message = $"The quota of {quota} is used up.", Details = { Any.Pack(info) } };
        if (retryAfter is { } wait)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        return status.ToRpcException();
    }

    public static RpcException VideoNotFound(string id) =>
        Of(StatusCode.NotFound, "VIDEO_NOT_FOUND", $"video_id '{id}' is not in the library.", "video_id", id, "List the videos to see their ids.");
}
