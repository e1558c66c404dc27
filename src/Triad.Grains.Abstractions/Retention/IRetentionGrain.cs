using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Retention;

/// <summary>
/// Remembers which tenants and videos have a retention, and erases the videos that are older. Key: <see cref="RetentionKey"/>, a partition of the tenants.
/// What it remembers are hints: who is erased when, tenant and video say themselves.
/// </summary>
[Alias("triad.IRetentionGrain")]
public interface IRetentionGrain : IGrainWithStringKey
{
    /// <summary>Notes a tenant that is to get a retention; durable on return.</summary>
    [Alias("NoteTenant")]
    Task<Result> NoteTenantAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Notes a video that is to get a retention of its own; durable on return.</summary>
    [Alias("NoteVideo")]
    Task<Result> NoteVideoAsync(TenantId tenant, VideoId video, DateTimeOffset dueAt, CancellationToken cancellationToken);

    /// <summary>Begins to look for what is due, where it is not being done; does not wait for its end.</summary>
    [Alias("Sweep")]
    Task<Result> SweepAsync(CancellationToken cancellationToken);

    /// <summary>How much is remembered of a tenant, and of one of its videos where it is given.</summary>
    [Alias("Count")]
    Task<Result<long>> CountAsync(TenantId tenant, VideoId? video, CancellationToken cancellationToken);

    /// <summary>Forgets a tenant with its videos, or one of its videos.</summary>
    [Alias("Forget")]
    Task<Result> ForgetAsync(TenantId tenant, VideoId? video, CancellationToken cancellationToken);
}
