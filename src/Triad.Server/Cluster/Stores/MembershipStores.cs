namespace Triad.Server.Cluster.Stores;

/// <summary>All stores, by name.</summary>
internal static class MembershipStores
{
    private static readonly Dictionary<string, IMembershipStore> ByName = new IMembershipStore[]
    {
        new NoStore(), new LocalhostStore(), new RedisStore(), new AzureTableStore(), new AdoNetStore(),
    }.ToDictionary(store => store.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, as a sentence's end.</summary>
    public static string Names => string.Join(", ", ByName.Values.Select(store => store.Name));

    /// <summary>The store of a name; null where there is none.</summary>
    public static IMembershipStore? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The store of a name. A wrong one counts as none here: the validator tells of it before anything starts.</summary>
    public static IMembershipStore Get(string name) => Find(name) ?? ByName[NoStore.StoreName];
}
