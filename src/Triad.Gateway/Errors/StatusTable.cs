using System.Text;
using Grpc.Core;
using Triad.Core.Errors;

namespace Triad.Gateway.Errors;

/// <summary>The one table from the platform's reasons to gRPC status codes and to the names that clients see (docs/errors.md).</summary>
public static class StatusTable
{
    /// <summary>The value of ErrorInfo.domain.</summary>
    public const string Domain = "triad";

    private static readonly Dictionary<ErrorReason, string> Names = Enum.GetValues<ErrorReason>().ToDictionary(reason => reason, UpperSnake);

    /// <summary>The status code of a reason.</summary>
    public static StatusCode CodeOf(ErrorReason reason) => reason switch
    {
        ErrorReason.FieldMissing => StatusCode.InvalidArgument,
        ErrorReason.FieldInvalid => StatusCode.InvalidArgument,
        ErrorReason.LimitExceeded => StatusCode.InvalidArgument,
        ErrorReason.QueryEmpty => StatusCode.InvalidArgument,
        ErrorReason.QueryContradictory => StatusCode.InvalidArgument,
        ErrorReason.WordsUnknown => StatusCode.InvalidArgument,
        ErrorReason.RepresentationUnavailable => StatusCode.InvalidArgument,
        ErrorReason.PageTokenInvalid => StatusCode.InvalidArgument,
        ErrorReason.WatermarkInvalid => StatusCode.InvalidArgument,
        ErrorReason.SpaceMismatch => StatusCode.InvalidArgument,
        ErrorReason.MediaUnsupported => StatusCode.InvalidArgument,
        ErrorReason.MediaCorrupt => StatusCode.InvalidArgument,
        ErrorReason.MediaEmpty => StatusCode.InvalidArgument,
        ErrorReason.CaptionsInvalid => StatusCode.InvalidArgument,
        ErrorReason.ContentMismatch => StatusCode.InvalidArgument,
        ErrorReason.KeyInvalid => StatusCode.Unauthenticated,
        ErrorReason.TokenInvalid => StatusCode.Unauthenticated,
        ErrorReason.NetworkForbidden => StatusCode.PermissionDenied,
        ErrorReason.ScopeMissing => StatusCode.PermissionDenied,
        ErrorReason.TenantSuspended => StatusCode.PermissionDenied,
        ErrorReason.TenantNotFound => StatusCode.NotFound,
        ErrorReason.VideoNotFound => StatusCode.NotFound,
        ErrorReason.SegmentNotFound => StatusCode.NotFound,
        ErrorReason.KeyNotFound => StatusCode.NotFound,
        ErrorReason.HoldNotFound => StatusCode.NotFound,
        ErrorReason.GrantNotFound => StatusCode.NotFound,
        ErrorReason.GrantEnded => StatusCode.FailedPrecondition,
        ErrorReason.GrantConflict => StatusCode.FailedPrecondition,
        ErrorReason.WebhookNotFound => StatusCode.NotFound,
        ErrorReason.DeliveryNotFound => StatusCode.NotFound,
        ErrorReason.WebhookPaused => StatusCode.FailedPrecondition,
        ErrorReason.ContentNotFound => StatusCode.NotFound,
        ErrorReason.ReceiptNotFound => StatusCode.NotFound,
        ErrorReason.TenantExists => StatusCode.AlreadyExists,
        ErrorReason.VideoExists => StatusCode.AlreadyExists,
        ErrorReason.VideoStateConflict => StatusCode.FailedPrecondition,
        ErrorReason.ModelChangeConflict => StatusCode.FailedPrecondition,
        ErrorReason.ModelUnavailable => StatusCode.FailedPrecondition,
        ErrorReason.DataKeyUnavailable => StatusCode.FailedPrecondition,
        ErrorReason.Held => StatusCode.FailedPrecondition,
        ErrorReason.PlanNotFound => StatusCode.NotFound,
        ErrorReason.PlanExists => StatusCode.AlreadyExists,
        ErrorReason.PlanInUse => StatusCode.FailedPrecondition,
        ErrorReason.PackageNotAllowed => StatusCode.FailedPrecondition,
        ErrorReason.EpochStale => StatusCode.Aborted,
        ErrorReason.Conflict => StatusCode.Aborted,
        ErrorReason.QuotaExceeded => StatusCode.ResourceExhausted,
        ErrorReason.QueueFull => StatusCode.ResourceExhausted,
        ErrorReason.StorageFull => StatusCode.ResourceExhausted,
        ErrorReason.Unavailable => StatusCode.Unavailable,
        ErrorReason.TimedOut => StatusCode.DeadlineExceeded,
        ErrorReason.Cancelled => StatusCode.Cancelled,
        ErrorReason.NotImplemented => StatusCode.Unimplemented,
        ErrorReason.Internal => StatusCode.Internal,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a row in the table."),
    };

    /// <summary>The name that clients see: <c>VideoNotFound</c> is <c>VIDEO_NOT_FOUND</c>.</summary>
    public static string NameOf(ErrorReason reason) => Names[reason];

    private static string UpperSnake(ErrorReason reason)
    {
        var name = new StringBuilder();
        foreach (var letter in reason.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
