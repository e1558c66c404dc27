using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Gateway.Library;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Usage;

/// <summary>Compares a tenant's ledger with itself, with counters, and with the videos that there are.</summary>
internal sealed class UsageComparison(IGrainFactory grains, VideoCatalog catalog, PageTokens tokens, IOptions<GatewayOptions> options)
{
    // How many videos are asked at a time.
    private const int Batch = 16;

    /// <summary>A page.</summary>
    public async Task<V1.ReconcileUsageResponse> CompareAsync(V1.ReconcileUsageRequest request, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var tenant = violations.Take(TenantId.Parse(request.TenantId));
        var list = new V1.ReconcileUsageRequest { TenantId = request.TenantId };
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var cursor = violations.Take(tokens.Read<ComparisonCursor>(TokenPurpose.ComparisonPage, null, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();
        (await grains.Tenant(tenant).GetAsync(cancellationToken)).OrThrow();

        var response = new V1.ReconcileUsageResponse();
        if (cursor is null)
        {
            var check = (await grains.UsageLedger(tenant).CheckAsync(cancellationToken)).OrThrow();
            response.Events = check.Events;
            response.Differences.AddRange(check.Differences.Select(ToWire));
        }

        var after = cursor is null ? null : new CatalogEntry(VideoId.From(cursor.VideoId), cursor.CreatedAt);
        var (videos, last) = await catalog.ListAsync(tenant, after, size, static video => video.Status == VideoStatus.Ready, cancellationToken);
        foreach (var batch in videos.Chunk(Batch))
            await CompareAsync(tenant, batch, response, cancellationToken);
        response.NextPageToken = last is null
            ? ""
            : tokens.Make(TokenPurpose.ComparisonPage, null, list, new ComparisonCursor(last.VideoId.Value, last.CreatedAt));
        return response;
    }

    private async Task CompareAsync(TenantId tenant, VideoSnapshot[] videos, V1.ReconcileUsageResponse response, CancellationToken cancellationToken)
    {
        var told = await Task.WhenAll(videos.Select(video => grains.Video(new VideoKey(tenant, video.VideoId)).UsageAsync(cancellationToken)));
        foreach (var (video, asked) in videos.Zip(told))
        {
            // Deleted meanwhile.
            if (asked.Error?.Reason == ErrorReason.VideoNotFound)
                continue;
            var events = asked.OrThrow();
            if (events.IsEmpty)
            {
                response.VideosBeforeLedger++;
                continue;
            }

            response.Videos++;
            var differences = (await grains.UsageLedger(tenant).CompareAsync(events, cancellationToken)).OrThrow();
            response.Differences.AddRange(differences.Select(difference => ToWire(difference with { What = $"video {video.VideoId}, {difference.What}" })));
        }
    }

    private static V1.UsageDifference ToWire(UsageDifference difference) =>
        new() { What = difference.What, Expected = difference.Expected, Found = difference.Found };
}
