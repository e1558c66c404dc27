namespace Triad.Core.Errors;

/// <summary>
/// The closed set of reasons why the platform refuses or fails a request. Clients branch on these names, so a member is never
/// renamed or given another meaning. The gateway maps each to one gRPC status code in one exhaustive table (docs/errors.md).
/// </summary>
public enum ErrorReason
{
    /// <summary>A required field is missing or empty.</summary>
    FieldMissing,

    /// <summary>A field has a value outside its documented range or form.</summary>
    FieldInvalid,

    /// <summary>A field, message or upload is larger than a configured limit allows.</summary>
    LimitExceeded,

    /// <summary>A query has no part that could be embedded.</summary>
    QueryEmpty,

    /// <summary>A query contradicts itself or asks for what the model cannot give, for example only negative weights.</summary>
    QueryContradictory,

    /// <summary>A text consists of nothing but words that the model has never seen.</summary>
    WordsUnknown,

    /// <summary>The query asks for a representation that the model package or tenant does not store.</summary>
    RepresentationUnavailable,

    /// <summary>A page token is malformed, expired, or belongs to another tenant or query.</summary>
    PageTokenInvalid,

    /// <summary>A watermark is malformed or belongs to another tenant.</summary>
    WatermarkInvalid,

    /// <summary>A vector belongs to another space than the tenant's.</summary>
    SpaceMismatch,

    /// <summary>The bytes are not media that the platform decodes.</summary>
    MediaUnsupported,

    /// <summary>The media is damaged: no frame and no sound could be decoded.</summary>
    MediaCorrupt,

    /// <summary>The media decodes to nothing: no frame and no sound.</summary>
    MediaEmpty,

    /// <summary>Captions cannot be read as SRT or WebVTT.</summary>
    CaptionsInvalid,

    /// <summary>The content differs from the checksum or size that was announced.</summary>
    ContentMismatch,

    /// <summary>No API key was sent, or it is malformed, unknown, revoked or expired. The answer never says which.</summary>
    KeyInvalid,

    /// <summary>The API key is valid and lacks the scope that the call needs.</summary>
    ScopeMissing,

    /// <summary>The tenant does not exist.</summary>
    TenantNotFound,

    /// <summary>The video does not exist in this tenant.</summary>
    VideoNotFound,

    /// <summary>The segment does not exist in this video.</summary>
    SegmentNotFound,

    /// <summary>The API key does not exist in this tenant.</summary>
    KeyNotFound,

    /// <summary>The media content does not exist in the store.</summary>
    ContentNotFound,

    /// <summary>A tenant with this id exists already.</summary>
    TenantExists,

    /// <summary>A video with this id exists already, with other content.</summary>
    VideoExists,

    /// <summary>The tenant is suspended or being deleted.</summary>
    TenantSuspended,

    /// <summary>The video is in a state that does not allow the call.</summary>
    VideoStateConflict,

    /// <summary>The model package is missing, damaged or does not fit the tenant's space.</summary>
    ModelUnavailable,

    /// <summary>A writer of an older epoch was refused: another one has taken over.</summary>
    EpochStale,

    /// <summary>Another writer was faster; read again and retry.</summary>
    Conflict,

    /// <summary>A quota of the tenant is used up.</summary>
    QuotaExceeded,

    /// <summary>A bounded queue is full; retry after the hinted delay.</summary>
    QueueFull,

    /// <summary>The disk or storage account has no room; nothing was stored.</summary>
    StorageFull,

    /// <summary>A storage, shard or model worker does not answer; retry.</summary>
    Unavailable,

    /// <summary>The work did not end within its time.</summary>
    TimedOut,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>This version does not offer the call or option.</summary>
    NotImplemented,

    /// <summary>A bug or a broken installation. Details are in the log under the trace id.</summary>
    Internal,

    /// <summary>The tenant's change of its model is not where the call needs it to be.</summary>
    ModelChangeConflict,

    /// <summary>The key of a tenant's media is destroyed, or cannot be unwrapped.</summary>
    DataKeyUnavailable = 60,

    /// <summary>A hold forbids the deletion.</summary>
    Held = 61,

    /// <summary>The plan does not exist.</summary>
    PlanNotFound = 40,

    /// <summary>A plan with this id exists already, with other terms.</summary>
    PlanExists = 41,

    /// <summary>The plan cannot be removed: tenants have it.</summary>
    PlanInUse = 42,

    /// <summary>The tenant may not choose this model package, or uses one that would not be allowed any more.</summary>
    PackageNotAllowed = 43,

    /// <summary>There is no receipt: the tenant or video was not erased.</summary>
    ReceiptNotFound = 70,

    /// <summary>A token is not accepted; the message says why.</summary>
    TokenInvalid = 80,

    /// <summary>The API key may not be used from the caller's network.</summary>
    NetworkForbidden = 81,
    /// <summary>The hold does not exist in this tenant.</summary>
    HoldNotFound = 62,

    /// <summary>The tenant has neither given nor received such a grant.</summary>
    GrantNotFound = 90,

    /// <summary>The grant has expired or was revoked.</summary>
    GrantEnded = 91,

    /// <summary>The grant cannot be made: it would close a circle, or there are too many.</summary>
    GrantConflict = 92,

    /// <summary>The webhook does not exist in this tenant.</summary>
    WebhookNotFound = 100,

    /// <summary>The delivery does not exist in this webhook, or is not kept any more.</summary>
    DeliveryNotFound = 101,

    /// <summary>The webhook is paused: nothing is sent.</summary>
    WebhookPaused = 102,
}
