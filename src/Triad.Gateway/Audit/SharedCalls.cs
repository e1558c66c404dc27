using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Triad.Core.Identity;

namespace Triad.Gateway.Audit;

/// <summary>Has a call stand in the log of another tenant too, where it is about a grant between the two.</summary>
internal static class SharedCalls
{
    /// <summary>Notes the other tenant of a call that goes well.</summary>
    /// <param name="context">The call.</param>
    /// <param name="tenant">In whose log it stands too.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="count">How much was answered of its.</param>
    public static void Note(ServerCallContext context, TenantId tenant, string grantId, long count) =>
        context.GetHttpContext().Features.Get<AuditEntry>()?.Shared.Add((tenant.Value, grantId, count));
}
