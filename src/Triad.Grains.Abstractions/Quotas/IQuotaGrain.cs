using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Abstractions.Quotas;

/// <summary>
/// Counts what a tenant uses of its quotas: room, work in progress, and what a day brings. Key: <see cref="QuotaKey"/>. Every success is durable, and every
/// call may be repeated. QuotaExceeded where a quota is used up. What a second brings is leased by <see cref="ITenantGrain.LeaseQuotaAsync"/>.
/// </summary>
[Alias("triad.IQuotaGrain")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Keeps room for an upload, or more of it, for a while; what nobody asks for again is given back, unless the video was made.</summary>
    [Alias("Reserve")]
    Task<Result<SpaceGrant>> ReserveAsync(SpaceRequest request, CancellationToken cancellationToken);

    /// <summary>The upload has become a video of this size: its room is taken until the video is erased.</summary>
    [Alias("Settle")]
    Task<Result> SettleAsync(VideoId video, string mark, long bytes, CancellationToken cancellationToken);

    /// <summary>Gives the room of an upload back that came to nothing.</summary>
    [Alias("Release")]
    Task<Result> ReleaseAsync(VideoId video, string mark, CancellationToken cancellationToken);

    /// <summary>Gives the room of a video back that is erased; uploads of the same id that are on their way keep theirs.</summary>
    [Alias("Forget")]
    Task<Result> ForgetAsync(VideoId video, CancellationToken cancellationToken);

    /// <summary>Counts a video's seconds. Fewer than before are always taken.</summary>
    /// <param name="video">The video; one that is gone is passed over.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="isFinal">False for what its file says before it is decoded, which takes nothing back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("Measure")]
    Task<Result> MeasureAsync(VideoId video, double seconds, bool isFinal, CancellationToken cancellationToken);

    /// <summary>Takes a place among the videos in work, or keeps it. It is held for the time of a lease, or until it is left.</summary>
    /// <param name="video">The video.</param>
    /// <param name="quotas">The tenant's quotas.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("EnterIngest")]
    Task<Result<IngestAdmission>> EnterIngestAsync(VideoId video, TenantQuotas quotas, CancellationToken cancellationToken);

    /// <summary>Leaves the place among the videos in work; success where it has none.</summary>
    [Alias("LeaveIngest")]
    Task<Result> LeaveIngestAsync(VideoId video, CancellationToken cancellationToken);

    /// <summary>Counts seconds of embedding by ingest, keeps the place among the videos in work, and says whether to go on.</summary>
    [Alias("Embedded")]
    Task<Result<IngestAdmission>> EmbeddedAsync(VideoId video, double seconds, CancellationToken cancellationToken);

    /// <summary>Counts seconds of embedding by a search that came to no answer: its gateway cannot count them.</summary>
    [Alias("Charge")]
    Task<Result> ChargeAsync(double seconds, CancellationToken cancellationToken);

    /// <summary>Settles a gateway's grant of a day's quota, and makes it the next.</summary>
    [Alias("Draw")]
    Task<Result<DayGrant>> DrawAsync(DayDraw draw, CancellationToken cancellationToken);

    /// <summary>What is used.</summary>
    [Alias("Use")]
    Task<Result<QuotaUsage>> UseAsync(CancellationToken cancellationToken);
}
