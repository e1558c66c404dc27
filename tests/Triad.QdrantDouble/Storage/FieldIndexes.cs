using Triad.Doubles.Payloads;

namespace Triad.Doubles.Storage;

/// <summary>The payload indexes of a collection.</summary>
internal sealed class FieldIndexes
{
    private readonly Dictionary<PayloadPath, FieldIndex> _indexes = [];

    public int Count => _indexes.Count;

    public IEnumerable<FieldIndex> All => _indexes.Values;

    public FieldIndex? At(PayloadPath path) => _indexes.GetValueOrDefault(path);

    /// <summary>Puts an index in the place of whatever was there.</summary>
    public void Put(FieldIndex index) => _indexes[index.Path] = index;

    public void Remove(PayloadPath path) => _indexes.Remove(path);
}
