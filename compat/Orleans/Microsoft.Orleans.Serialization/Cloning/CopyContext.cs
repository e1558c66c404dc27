namespace Orleans.Serialization.Cloning;

/// <summary>One copying of a graph: an object that is met twice is copied once.</summary>
public sealed class CopyContext
{
    private const int MaxSearched = 8;
    private readonly List<(object Original, object Copy)> _first = new(MaxSearched);
    private Dictionary<object, object>? _more;

    internal CopyContext()
    {
    }

    /// <summary>Finds an earlier copy.</summary>
    public bool TryGetCopy<T>(object original, out T? result)
        where T : class
    {
        foreach (var (seen, copy) in _first)
        {
            if (ReferenceEquals(seen, original))
            {
                result = (T)copy;
                return true;
            }
        }

        object? found = null;
        _more?.TryGetValue(original, out found);
        result = (T?)found;
        return found is not null;
    }

    /// <summary>Remembers a copy.</summary>
    public void RecordCopy(object original, object copy)
    {
        if (_first.Count < MaxSearched)
        {
            _first.Add((original, copy));
            return;
        }

        _more ??= new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        _more[original] = copy;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _first.Clear();
        _more = null;
    }
}
