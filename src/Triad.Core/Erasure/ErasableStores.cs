namespace Triad.Core.Erasure;

/// <summary>The registered stores, in the order in which they are erased.</summary>
public sealed class ErasableStores
{
    /// <summary>Takes them on.</summary>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public ErasableStores(IEnumerable<IErasableStore> stores, IEnumerable<ErasureTrace> traces)
    {
        Traces = [.. traces];
        All = [.. stores.OrderBy(store => store.Stage).ThenBy(store => store.Name, StringComparer.Ordinal)];
        if (All.CountBy(store => store.Name).FirstOrDefault(group => group.Value > 1).Key is { } twice)
            throw new ArgumentException($"Two erasable stores are called '{twice}'.", nameof(stores));
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<IErasableStore> All { get; }

    /// <summary>What is left where nobody can erase.</summary>
    public IReadOnlyList<ErasureTrace> Traces { get; }

    /// <summary>All that may stay of a subject that was erased at an instant.</summary>
    public IEnumerable<ErasureRemainder> RemaindersOf(ErasureSubject subject, DateTimeOffset erasedAt) =>
    [
        .. Of(subject).Select(store => store.RemainderOf(subject, erasedAt)).OfType<ErasureRemainder>(),
        .. Traces
            .Where(trace => trace.Scopes.HasFlag(subject.Scope))
            .Select(trace => new ErasureRemainder(trace.What, erasedAt + trace.Lasts)),
    ];

    /// <summary>Those that can erase a subject by itself.</summary>
    public IReadOnlyList<IErasableStore> Of(ErasureSubject subject) => [.. All.Where(store => store.Scopes.HasFlag(subject.Scope))];
}
