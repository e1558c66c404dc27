namespace Triad.Doubles.Storage;

/// <summary>All collections and their aliases.</summary>
internal sealed class Catalogue
{
    private readonly SortedDictionary<string, DoubleCollection> _collections = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _aliases = new(StringComparer.Ordinal);

    public IEnumerable<DoubleCollection> Collections => _collections.Values;

    public IEnumerable<KeyValuePair<string, string>> Aliases => _aliases;

    /// <summary>Names of snapshots of the whole server with the moment each was made.</summary>
    public Dictionary<string, DateTimeOffset> Snapshots { get; } = [];

    public bool Has(string name) => Find(name) is not null;

    /// <exception cref="Grpc.Core.RpcException">There is no collection and no alias of this name.</exception>
    public DoubleCollection this[string name] => Find(name) ?? throw Refusal.NotFound($"Collection `{name}` doesn't exist!");

    public void Add(DoubleCollection collection)
    {
        if (!_collections.TryAdd(collection.Name, collection))
            throw Refusal.Exists($"Collection `{collection.Name}` already exists!");
    }

    public bool Remove(string name)
    {
        var resolved = _aliases.GetValueOrDefault(name, name);
        foreach (var alias in _aliases.Where(pair => pair.Value == resolved).Select(pair => pair.Key).ToList())
            _aliases.Remove(alias);
        return _collections.Remove(resolved);
    }

    public void SetAlias(string alias, string collection)
    {
        if (!_collections.ContainsKey(collection))
            throw Refusal.NotFound($"Collection `{collection}` doesn't exist!");
        if (_collections.ContainsKey(alias))
            throw Refusal.Exists($"Collection `{alias}` already exists!");
        _aliases[alias] = collection;
    }

    public void RemoveAlias(string alias) => _aliases.Remove(alias);

    public void RenameAlias(string alias, string newAlias)
    {
        if (!_aliases.Remove(alias, out var collection))
            throw Refusal.NotFound($"Alias {alias} does not exists!");
        _aliases[newAlias] = collection;
    }

    private DoubleCollection? Find(string name) => _collections.GetValueOrDefault(_aliases.GetValueOrDefault(name, name));
}
