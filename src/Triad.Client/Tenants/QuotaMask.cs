namespace Triad.Client;

/// <summary>The paths of quotas that are to change.</summary>
internal static class QuotaMask
{
    /// <summary>Those that are given, and those that are not to bind any more.</summary>
    public static IEnumerable<string> Of(V1.Quotas given, IEnumerable<TenantQuota> lifted) => V1.Quotas.Descriptor.Fields.InDeclarationOrder()
        .Where(field => field.Accessor.HasValue(given))
        .Select(field => field.Name)
        .Union(lifted.Select(quota => V1.Quotas.Descriptor.FindFieldByNumber((int)quota).Name), StringComparer.Ordinal)
        .Select(name => $"quotas.{name}");
}
