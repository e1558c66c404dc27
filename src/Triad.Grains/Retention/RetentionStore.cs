using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Retention;

/// <summary>What is remembered of retentions, for erasures.</summary>
internal sealed class RetentionStore(IGrainFactory grains) : IErasableStore
{
    /// <inheritdoc/>
    public string Name => "retentions";

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <inheritdoc/>
    public ErasureStage Stage => ErasureStage.Records;

    /// <inheritdoc/>
    public ErasureScopes Scopes => ErasureScopes.Tenant | ErasureScopes.Video;

    /// <inheritdoc/>
    public Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        grains.Retention(subject.Tenant).CountAsync(subject.Tenant, subject.Video, cancellationToken);

    /// <inheritdoc/>
    public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        grains.Retention(subject.Tenant).ForgetAsync(subject.Tenant, subject.Video, cancellationToken);

    /// <inheritdoc/>
    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
