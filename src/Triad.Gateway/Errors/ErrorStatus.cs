using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Gateway.Quotas;

namespace Triad.Gateway.Errors;

/// <summary>Makes the status that a client sees from what was refused.</summary>
internal static class ErrorStatus
{
    // Trailers travel in one header block, for which clients reserve as little as 8 KiB.
    private const int MaxViolations = 12;
    private const int MaxViolationBytes = 2400;
    private const int MaxMessageBytes = 1024;
    private const int MaxFieldBytes = 256;
    private const int MaxDescriptionBytes = 768;

    /// <summary>The status of one or more errors; the first one gives code and reason, all of them are listed.</summary>
    public static Google.Rpc.Status Of(IReadOnlyList<Error> errors)
    {
        var first = errors[0];
        var message = string.Join(' ', errors.Take(MaxViolations).Select(error => error.Message));
        var status = new Google.Rpc.Status
        {
            Code = (int)StatusTable.CodeOf(first.Reason),
            Message = ShortText.Fit(message, ShortText.InGrpcMessage, MaxMessageBytes),
        };
        status.Details.Add(Any.Pack(InfoOf(first)));
        var violations = new BadRequest();
        foreach (var violation in errors.Where(error => error.Field is not null).Take(MaxViolations).Select(ViolationOf))
        {
            if (violations.FieldViolations.Count == 0 || violations.CalculateSize() + violation.CalculateSize() <= MaxViolationBytes)
                violations.FieldViolations.Add(violation);
        }

        if (violations.FieldViolations.Count > 0 && StatusTable.CodeOf(first.Reason) == StatusCode.InvalidArgument)
            status.Details.Add(Any.Pack(violations));
        if (first.Quota is { } use)
        {
            status.Details.Add(Any.Pack(new QuotaFailure
            {
                Violations = { new QuotaFailure.Types.Violation { Subject = $"quotas.{use.Quota}", Description = ShortText.Fit(first.Message, ShortText.InUtf8, MaxDescriptionBytes) } },
            }));
        }

        if (first.Retryable)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(first.RetryAfter ?? TimeSpan.FromSeconds(1)) }));
        return status;
    }

    /// <summary>The exception by which a gRPC handler ends with this error.</summary>
    public static RpcException ToRpcException(this Error error) => ToRpcException([error]);

    /// <summary>The exception by which a gRPC handler ends with these errors.</summary>
    public static RpcException ToRpcException(this IReadOnlyList<Error> errors)
    {
        var exception = Of(errors).ToRpcException();
        foreach (var (name, value) in RateLimitFields.Of(errors[0]))
            exception.Trailers.Add(name, value);
        return exception;
    }

    /// <summary>The value, or the end of the call with the failure.</summary>
    public static T OrThrow<T>(this Result<T> result) => result.IsOk ? result.Value : throw result.Error.ToRpcException();

    /// <summary>Nothing, or the end of the call with the failure.</summary>
    public static void OrThrow(this Result result)
    {
        if (!result.IsOk)
            throw result.Error.ToRpcException();
    }

    private static ErrorInfo InfoOf(Error error)
    {
        var info = new ErrorInfo { Reason = StatusTable.NameOf(error.Reason), Domain = StatusTable.Domain };
        if (error.Field is not null)
            info.Metadata.Add("field", FieldOf(error));
        if (error.Value is not null)
            info.Metadata.Add(error.Reason == ErrorReason.Internal ? "trace_id" : "value", error.Value);
        if (error.Remedy is not null)
            info.Metadata.Add("remedy", error.Remedy);
        if (error.Quota is { } use)
        {
            info.Metadata.Add("quota", use.Quota);
            info.Metadata.Add("limit", use.Limit.ToString("0.###", CultureInfo.InvariantCulture));
            info.Metadata.Add("used", use.Used.ToString("0.###", CultureInfo.InvariantCulture));
        }

        return info;
    }

    private static BadRequest.Types.FieldViolation ViolationOf(Error error) =>
        new() { Field = FieldOf(error), Description = ShortText.Fit(error.Message, ShortText.InUtf8, MaxDescriptionBytes) };

    // The key of a map is part of a path, and as long as the caller likes.
    private static string FieldOf(Error error) => ShortText.Fit(error.Field!, ShortText.InUtf8, MaxFieldBytes);
}
