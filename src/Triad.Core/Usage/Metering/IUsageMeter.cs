using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Usage.Metering;

/// <summary>
/// Counts what is used too often to be written down each time: searches, their embeddings, bytes that are sent. On return the amount is
/// billable: no end of the process loses or doubles it.
/// </summary>
public interface IUsageMeter
{
    /// <summary>Counts an amount. StorageFull or Unavailable where it cannot be counted; then the work is not to be answered.</summary>
    Result Add(TenantId tenant, UsageKind kind, UsageLabels labels, decimal amount);
}
