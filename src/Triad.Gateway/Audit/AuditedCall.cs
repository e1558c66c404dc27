using System.Collections.Concurrent;
using Triad.Core.Audit;

namespace Triad.Gateway.Audit;

/// <summary>How a call stands in the log.</summary>
/// <param name="Name">"SearchService.Search".</param>
/// <param name="Plane">Which part of the platform it is of.</param>
internal sealed record AuditedCall(string Name, AuditPlane Plane)
{
    private const string Package = "/triad.v1.";

    // What tenants do all day long. A service that is not listed is written before it is answered.
    private static readonly string[] OfData = ["LibraryService", "SearchService"];

    private static readonly ConcurrentDictionary<string, AuditedCall?> Known = new(StringComparer.Ordinal);

    /// <summary>The call of a path; null for what is not the platform's own, such as health.</summary>
    /// <param name="path">"/package.Service/Method".</param>
    public static AuditedCall? Of(string path) => Known.GetOrAdd(path, Make);

    private static AuditedCall? Make(string path)
    {
        if (!path.StartsWith(Package, StringComparison.Ordinal) || path[Package.Length..].Split('/') is not [var service, var method])
            return null;
        return new AuditedCall($"{service}.{method}", OfData.Contains(service) ? AuditPlane.Data : AuditPlane.Control);
    }
}
