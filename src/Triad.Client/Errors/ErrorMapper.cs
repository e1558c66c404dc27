using System.Globalization;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Triad.Client.Errors;

/// <summary>Turns a failed gRPC call with its google.rpc details into a <see cref="TriadException"/>.</summary>
internal static class ErrorMapper
{
    public const string FieldKey = "field";
    public const string ValueKey = "value";
    public const string RemedyKey = "remedy";
    public const string RetryableKey = "retryable";
    public const string TraceIdKey = "trace_id";
    public const string QuotaKey = "quota";
    public const string LimitKey = "limit";
    public const string UsedKey = "used";

    public static TriadException ToTriadException(RpcException exception)
    {
        var details = exception.Trailers.GetRpcStatus(ignoreParseError: true);
        var info = Read(details, static status => status.GetDetail<ErrorInfo>());
        var violation = Read(details, static status => status.GetDetail<BadRequest>()?.FieldViolations.FirstOrDefault());
        var retryAfter = RetryAfter(details);
        var code = CodeOf(exception);

        return new TriadException(Message(code, exception), exception)
        {
            Reason = string.IsNullOrEmpty(info?.Reason) ? CodeName(code) : info.Reason,
            StatusCode = code,
            Field = Metadata(info, FieldKey) ?? (string.IsNullOrEmpty(violation?.Field) ? null : violation.Field),
            Value = Metadata(info, ValueKey),
            Remedy = Metadata(info, RemedyKey),
            Retryable = IsRetryable(code, info, retryAfter),
            RetryAfter = retryAfter,
            Quota = Metadata(info, QuotaKey),
            QuotaLimit = Number(info, LimitKey),
            QuotaUsed = Number(info, UsedKey),
            TraceId = Metadata(info, TraceIdKey),
        };
    }

    /// <summary>What one detail says; nothing where its bytes cannot be read: the call's own failure is what has to be told.</summary>
    private static T? Read<T>(Google.Rpc.Status? details, Func<Google.Rpc.Status, T?> read)
        where T : class
    {
        try
        {
            return details is null ? null : read(details);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(Google.Rpc.Status? details)
    {
        try
        {
            return Read(details, static status => status.GetDetail<RetryInfo>()?.RetryDelay)?.ToTimeSpan();
        }
        catch (InvalidOperationException)
        {
            return null; // Not a span of time: seconds and nanoseconds of two signs, or too many.
        }
    }

    private static bool IsRetryable(StatusCode code, ErrorInfo? info, TimeSpan? retryAfter) =>
        bool.TryParse(Metadata(info, RetryableKey), out var stated) ? stated : retryAfter is not null || code == StatusCode.Unavailable;

    // A connection that a stopping server closes is INTERNAL to gRPC. The platform has not said so: it could not be reached.
    private static StatusCode CodeOf(RpcException exception) =>
        exception is { StatusCode: StatusCode.Internal, Status.DebugException: HttpRequestException or IOException } ? StatusCode.Unavailable : exception.StatusCode;

    private static string Message(StatusCode code, RpcException exception)
    {
        if (!string.IsNullOrEmpty(exception.Status.Detail) && exception.Status.DebugException is null)
            return exception.Status.Detail;

        return code switch
        {
            StatusCode.Unavailable => $"The platform cannot be reached: {Cause(exception)}",
            StatusCode.DeadlineExceeded => "The call took longer than its timeout",
            _ => $"The call failed ({CodeName(code)}): {Cause(exception)}",
        };
    }

    private static string Cause(RpcException exception)
    {
        var cause = exception.Status.DebugException;
        while (cause?.InnerException is { } inner)
            cause = inner;
        return cause?.Message ?? exception.Status.Detail;
    }

    private static string? Metadata(ErrorInfo? info, string key) =>
        info is not null && info.Metadata.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    private static double? Number(ErrorInfo? info, string key) =>
        double.TryParse(Metadata(info, key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string CodeName(StatusCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsUpper(c)
            ? string.Create(CultureInfo.InvariantCulture, $"_{c}")
            : char.ToUpperInvariant(c).ToString()));
}
