using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Erasure;

/// <summary>What a process remembers of uploads: its own, and those of ended processes whose folders it has. Processes that take none in have no such thing.</summary>
public interface IUploadLeftovers
{
    /// <summary>How many uploads of a tenant are remembered, those on their way included.</summary>
    Task<Result<long>> CountAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Forgets those that nobody works on any more, with the bytes that they wrote. One on its way stays; it ends by itself where its tenant is closed.</summary>
    Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken);
}
