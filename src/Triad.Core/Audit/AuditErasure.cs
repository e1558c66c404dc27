using Triad.Core.Erasure;
using Triad.Core.Errors;

namespace Triad.Core.Audit;

/// <summary>
/// The audit log as a store in erasures. Nothing is erased from it: a record that could be taken out would prove nothing. It names the tenant, its videos and
/// keys, and holds nothing of what was in them unless it is set to keep content; that it stays stands in the receipt.
/// </summary>
public sealed class AuditErasure : IErasableStore
{
    /// <inheritdoc/>
    public string Name => "audit-log";

    /// <inheritdoc/>
    public string Unit => "records";

    /// <inheritdoc/>
    public ErasureStage Stage => ErasureStage.Records;

    /// <inheritdoc/>
    public ErasureScopes Scopes => ErasureScopes.Tenant | ErasureScopes.Video;

    /// <summary>0: none that an erasure could take.</summary>
    public Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) => Task.FromResult<Result<long>>(0L);

    /// <inheritdoc/>
    public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) => Task.FromResult(Result.Ok);

    /// <inheritdoc/>
    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => new(
        "Records of the audit log stay: they name the tenant, its videos and keys, and who did what with them; they hold requests only where the platform is set to keep them.",
        Until: null);
}
