using Triad.Core.Errors;

namespace Triad.Core.Audit;

/// <summary>Where the audit log's parts lie. Whoever may write there can change them: that is what the chains and kept heads are for.</summary>
public interface IAuditStore
{
    /// <summary>Begins a part; an error where there is one of that name.</summary>
    Task<Result<IAuditPart>> CreateAsync(AuditPartName name, CancellationToken cancellationToken);

    /// <summary>All parts, in the order of their names.</summary>
    Task<Result<IReadOnlyList<AuditPartName>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Opens a part for reading, also while it is written. ContentNotFound where there is none.</summary>
    Task<Result<Stream>> OpenReadAsync(AuditPartName name, CancellationToken cancellationToken);

    /// <summary>Keeps a chain's head, as the platform has signed it, in the place of an earlier one.</summary>
    Task<Result> WriteHeadAsync(string chain, string signed, CancellationToken cancellationToken);

    /// <summary>The signed heads of all chains.</summary>
    Task<Result<IReadOnlyList<string>>> ReadHeadsAsync(CancellationToken cancellationToken);
}
