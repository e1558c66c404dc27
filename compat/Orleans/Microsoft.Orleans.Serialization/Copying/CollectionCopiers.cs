using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Orleans.Serialization.Copying;

/// <summary>Copiers of the base library's arrays, collections, tuples and memory.</summary>
internal static class CollectionCopiers
{
    private static readonly FrozenDictionary<Type, string> Makers = new Dictionary<Type, string>
    {
        [typeof(List<>)] = nameof(List),
        [typeof(HashSet<>)] = nameof(Set),
        [typeof(Queue<>)] = nameof(Queue),
        [typeof(Stack<>)] = nameof(Stack),
        [typeof(ReadOnlyCollection<>)] = nameof(ReadOnly),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArrayOf),
        [typeof(ImmutableList<>)] = nameof(ImmutableListOf),
        [typeof(ImmutableHashSet<>)] = nameof(ImmutableSet),
        [typeof(Dictionary<,>)] = nameof(Map),
        [typeof(SortedDictionary<,>)] = nameof(SortedMap),
        [typeof(ReadOnlyDictionary<,>)] = nameof(ReadOnlyMap),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableMap),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(ImmutableSortedMap),
        [typeof(Memory<>)] = nameof(MemoryOf),
        [typeof(ReadOnlyMemory<>)] = nameof(ReadOnlyMemoryOf),
        [typeof(Nullable<>)] = nameof(NullableOf),
    }.ToFrozenDictionary();

    public static Copier? TryCreate(Type type, CopierCatalog catalog)
    {
        if (type.IsSZArray)
        {
            var element = type.GetElementType()!;
            return CopierCatalog.New(typeof(ArrayCopy<>), [element], catalog.For(element));
        }

        if (!type.IsGenericType || !Makers.TryGetValue(type.GetGenericTypeDefinition(), out var maker))
            return null;

        return (Copier)typeof(CollectionCopiers).GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [catalog], null)!;
    }

    private static Copier List<T>(CopierCatalog catalog) =>
        new CollectionCopy<List<T>, T>(catalog.For<T>(), static (_, items) => [.. items], false);

    private static Copier Set<T>(CopierCatalog catalog) =>
        new CollectionCopy<HashSet<T>, T>(catalog.For<T>(), static (old, items) => new(items, old.Comparer), false);

    private static Copier Queue<T>(CopierCatalog catalog) =>
        new CollectionCopy<Queue<T>, T>(catalog.For<T>(), static (_, items) => new(items), false);

    private static Copier Stack<T>(CopierCatalog catalog) =>
        new CollectionCopy<Stack<T>, T>(catalog.For<T>(), static (_, items) => new(items.Reverse()), false);

    private static Copier ReadOnly<T>(CopierCatalog catalog) =>
        new CollectionCopy<ReadOnlyCollection<T>, T>(catalog.For<T>(), static (_, items) => new([.. items]), false);

    private static Copier ImmutableArrayOf<T>(CopierCatalog catalog) =>
        new CollectionCopy<ImmutableArray<T>, T>(
            catalog.For<T>(), static (old, items) => old.IsDefault ? old : [.. items], true);

    private static Copier ImmutableListOf<T>(CopierCatalog catalog) =>
        new CollectionCopy<ImmutableList<T>, T>(catalog.For<T>(), static (_, items) => [.. items], true);

    private static Copier ImmutableSet<T>(CopierCatalog catalog) =>
        new CollectionCopy<ImmutableHashSet<T>, T>(catalog.For<T>(), static (old, items) => items.ToImmutableHashSet(old.KeyComparer), true);

    private static Copier Map<TKey, TValue>(CopierCatalog catalog)
        where TKey : notnull =>
        new CollectionCopy<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            catalog.For<KeyValuePair<TKey, TValue>>(), static (old, items) => new(items, old.Comparer), false);

    private static Copier SortedMap<TKey, TValue>(CopierCatalog catalog)
        where TKey : notnull =>
        new CollectionCopy<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            catalog.For<KeyValuePair<TKey, TValue>>(),
            static (old, items) => new(items.ToDictionary(i => i.Key, i => i.Value), old.Comparer),
            false);

    private static Copier ReadOnlyMap<TKey, TValue>(CopierCatalog catalog)
        where TKey : notnull =>
        new CollectionCopy<ReadOnlyDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            catalog.For<KeyValuePair<TKey, TValue>>(), static (_, items) => new(new Dictionary<TKey, TValue>(items)), false);

    private static Copier ImmutableMap<TKey, TValue>(CopierCatalog catalog)
        where TKey : notnull =>
        new CollectionCopy<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            catalog.For<KeyValuePair<TKey, TValue>>(),
            static (old, items) => items.ToImmutableDictionary(old.KeyComparer, old.ValueComparer),
            true);

    private static Copier ImmutableSortedMap<TKey, TValue>(CopierCatalog catalog)
        where TKey : notnull =>
        new CollectionCopy<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            catalog.For<KeyValuePair<TKey, TValue>>(),
            static (old, items) => items.ToImmutableSortedDictionary(old.KeyComparer, old.ValueComparer),
            true);

    private static Copier MemoryOf<T>(CopierCatalog catalog) =>
        new MemoryCopy<Memory<T>, T>(catalog.For<T[]>(), static old => old.ToArray(), static items => items);

    private static Copier ReadOnlyMemoryOf<T>(CopierCatalog catalog) =>
        new MemoryCopy<ReadOnlyMemory<T>, T>(catalog.For<T[]>(), static old => old.ToArray(), static items => items);

    private static Copier NullableOf<T>(CopierCatalog catalog)
        where T : struct =>
        new NullableCopy<T>(catalog.For<T>());
}
