using Triad.Core.Identity;
using Triad.Core.Usage;

namespace Triad.Testing.Usage;

/// <summary>An amount that a meter was told.</summary>
public sealed record CountedUsage(TenantId Tenant, UsageKind Kind, UsageLabels Labels, decimal Amount);
