using System.Diagnostics.CodeAnalysis;
using Triad.Inference.Packages;

namespace Triad.Inference.PlugIns;

/// <summary>The registered parts of one sort, by name.</summary>
internal sealed class PlugIns<T>
    where T : class, IPlugIn
{
    private readonly SortedDictionary<string, T> _byName = new(StringComparer.Ordinal);

    /// <summary>Takes what was registered.</summary>
    /// <exception cref="InvalidOperationException">Two have one name.</exception>
    public PlugIns(IEnumerable<T> registered)
    {
        foreach (var part in registered)
            if (!_byName.TryAdd(part.Name, part))
                throw new InvalidOperationException(
                    $"{part.GetType().Name} and {_byName[part.Name].GetType().Name} are both named '{part.Name}'. Register one of them.");
    }

    /// <summary>The part that a field names; where there is none, the problem lists those that there are.</summary>
    public bool TryRead(ManifestObject section, string field, [NotNullWhen(true)] out T? part)
    {
        part = null;
        var name = section.Text(field);
        if (name.Length == 0 || _byName.TryGetValue(name, out part))
            return part is not null;
        section.Note(field, $"is '{name}', which this version does not know", $"Use one of: {string.Join(", ", _byName.Keys)}.");
        return false;
    }
}
