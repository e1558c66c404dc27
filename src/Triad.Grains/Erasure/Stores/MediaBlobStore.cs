using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Grains.Erasure.Stores;

/// <summary>The blobs of one kind in the media store. Whichever kind's turn comes first, all of the subject's blobs go with it.</summary>
internal sealed class MediaBlobStore(MediaBlobKind kind, IMediaEraser eraser) : IErasableStore
{
    public string Name => kind.Name;

    public string Unit => "files";

    public ErasureStage Stage => ErasureStage.Content;

    public ErasureScopes Scopes => kind.IsOfVideos ? ErasureScopes.Tenant | ErasureScopes.Video : ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var counted = await eraser.CountAsync(subject, MediaBlobKind.Of, cancellationToken);
        return counted.IsOk ? counted.Value.GetValueOrDefault(kind.Name) : counted.Error;
    }

    public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        eraser.EraseAsync(subject, cancellationToken);

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
