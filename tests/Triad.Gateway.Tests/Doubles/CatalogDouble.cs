using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Catalogs;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class CatalogDouble(GrainWorld world, string key) : ICatalogGrain
{
    public Task<Result> AddAsync(CatalogEntry entry, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ImmutableArray<CatalogEntry>>> ListAsync(CatalogEntry? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<CatalogEntry>>>(world.Videos.Values
            .Where(video => CatalogKey.Of(video.TenantId, video.VideoId).ToString() == key)
            .Select(video => new CatalogEntry(video.VideoId, video.CreatedAt))
            .Where(entry => after is null || Comes(after, entry) < 0)
            .Order(Comparer<CatalogEntry>.Create(Comes))
            .Take(limit)
            .ToImmutableArray());

    private static int Comes(CatalogEntry a, CatalogEntry b)
    {
        var newest = b.CreatedAt.CompareTo(a.CreatedAt);
        return newest != 0 ? newest : string.CompareOrdinal(a.VideoId.Value, b.VideoId.Value);
    }
}
