using System.Globalization;
using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;
using Triad.Doubles.Queries;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Limits;

/// <summary>What a collection in strict mode refuses.</summary>
internal static class StrictMode
{
    public static void CheckIndex(DoubleCollection collection, FieldIndex index)
    {
        if (collection.Strict is not { HasMaxPayloadIndexCount: true } strict || collection.Indexes.At(index.Path) is not null)
            return;
        if ((ulong)collection.Indexes.Count >= strict.MaxPayloadIndexCount)
        {
            throw Refusal.Strict(
                FormattableString.Invariant(
                    $"Collection already has the maximum number of payload indices ({strict.MaxPayloadIndexCount})"),
                "Please delete an existing index before creating a new one.");
        }
    }

    public static void CheckBatch(DoubleCollection collection, int count, string name)
    {
        if (collection.Strict is { HasUpsertMaxBatchsize: true } strict)
            CheckLimit((ulong)count, strict.UpsertMaxBatchsize, name);
    }

    public static void CheckUpsert(DoubleCollection collection, int count)
    {
        CheckBatch(collection, count, "upsert limit");
        var points = (ulong)collection.Shards.Sum(shard => shard.Points.Count);
        if (collection.Strict is { HasMaxPointsCount: true } strict && points >= strict.MaxPointsCount)
            throw Refusal.BadRequest(FormattableString.Invariant($"Max points count limit of {strict.MaxPointsCount} reached!"));
    }

    public static void CheckSearches(DoubleCollection collection, int count)
    {
        if (collection.Strict is { HasSearchMaxBatchsize: true } strict)
            CheckLimit((ulong)count, strict.SearchMaxBatchsize, "search batch size");
    }

    public static void CheckRead(DoubleCollection collection, Filter? filter, ulong? limit, bool isExact, ulong? timeout)
    {
        if (collection.Strict is not { } strict)
            return;
        if (strict.HasMaxTimeout && timeout is { } seconds)
            CheckLimit(seconds, strict.MaxTimeout, "timeout");
        if (strict.HasMaxQueryLimit && limit is { } given)
            CheckLimit(given, strict.MaxQueryLimit, "limit");
        CheckFilter(collection, filter, strict, strict is { HasUnindexedFilteringRetrieve: true, UnindexedFilteringRetrieve: false });
        if (isExact && strict is { HasSearchAllowExact: true, SearchAllowExact: false })
            throw Refusal.Strict("Exact search disabled!", "Set exact=false.");
    }

    public static void CheckWrite(DoubleCollection collection, Filter? filter)
    {
        if (collection.Strict is { } strict)
            CheckFilter(collection, filter, strict, strict is { HasUnindexedFilteringUpdate: true, UnindexedFilteringUpdate: false });
    }

    /// <summary>Checks a query and its prefetches, those first.</summary>
    public static void CheckQuery(DoubleCollection collection, QueryPoints request, ulong factor = 1)
    {
        if (collection.Strict is not { } strict)
            return;
        foreach (var prefetch in request.Prefetch)
            CheckPrefetch(collection, prefetch, strict);
        if (request.Prefetch.Count == 0)
            SearchRules.CheckGraph(collection, request.Query, request.Using, request.Filter, strict);
        SearchRules.CheckFormula(collection, request.Query, strict);
        var limit = request.HasLimit ? request.Limit : StageReader.DefaultLimit;
        CheckRead(collection, request.Filter, limit * factor, isExact: false, request.HasTimeout ? request.Timeout : null);
        CheckParameters(collection, request.Params, strict);
    }

    /// <summary>Groups are found by a field that an index must hold.</summary>
    public static void CheckGroup(DoubleCollection collection, PayloadPath path)
    {
        if (collection.Strict is not { HasUnindexedFilteringRetrieve: true, UnindexedFilteringRetrieve: false })
            return;
        var index = collection.Indexes.At(path);
        const string Help = "Create an index supporting `match` for this key.";
        if (index is null)
            throw Refusal.Strict($"Index required but not found for \"{path}\"", Help);
        if (!index.HasMatch)
            throw Refusal.Strict($"Index of type \"{index.Type}\" found for \"{path}\"", Help);
    }

    private static void CheckPrefetch(DoubleCollection collection, PrefetchQuery prefetch, StrictModeConfig strict)
    {
        foreach (var inner in prefetch.Prefetch)
            CheckPrefetch(collection, inner, strict);
        SearchRules.CheckGraph(collection, prefetch.Query, prefetch.Using, prefetch.Filter, strict);
        SearchRules.CheckFormula(collection, prefetch.Query, strict);
        var limit = prefetch.HasLimit ? prefetch.Limit : StageReader.DefaultLimit;
        CheckRead(collection, prefetch.Filter, limit, isExact: false, timeout: null);
        CheckParameters(collection, prefetch.Params, strict);
    }

    private static void CheckParameters(DoubleCollection collection, SearchParams? parameters, StrictModeConfig strict)
    {
        if (parameters is null)
            return;
        if (strict.HasSearchMaxOversampling && parameters.Quantization is { HasOversampling: true } quantization
            && quantization.Oversampling > strict.SearchMaxOversampling)
        {
            throw OverLimit(Text(quantization.Oversampling), Text(strict.SearchMaxOversampling), "oversampling");
        }

        if (strict.HasSearchMaxHnswEf && parameters.HasHnswEf)
            CheckLimit(parameters.HnswEf, strict.SearchMaxHnswEf, "hnsw_ef");
        CheckRead(collection, parameters.Idf?.Corpus, limit: null, parameters is { HasExact: true, Exact: true }, timeout: null);
    }

    private static void CheckFilter(DoubleCollection collection, Filter? filter, StrictModeConfig strict, bool needsIndexes)
    {
        if (filter is null)
            return;
        if (needsIndexes && IndexNeeds.FirstUnmet(collection.Indexes, filter) is { } need)
        {
            throw Refusal.Strict(
                $"Index required but not found for \"{need.Path}\" of one of the following types: [{need.Types}]",
                "Create an index for this key or use a different filter.");
        }

        var conditions = FilterSize.Conditions(filter);
        if (strict.HasFilterMaxConditions && conditions > strict.FilterMaxConditions)
        {
            throw Refusal.Strict(
                FormattableString.Invariant($"Filter condition limit reached ({conditions} > {strict.FilterMaxConditions})"),
                "Reduce the amount of conditions of your filter.");
        }

        var largest = FilterSize.LargestCondition(filter);
        if (strict.HasConditionMaxSize && largest > strict.ConditionMaxSize)
        {
            throw Refusal.Strict(
                FormattableString.Invariant($"Condition size limit reached ({largest} > {strict.ConditionMaxSize})"),
                "Reduce the size of your condition.");
        }
    }

    private static void CheckLimit(ulong value, ulong limit, string name)
    {
        if (value > limit)
            throw OverLimit(value.ToString(CultureInfo.InvariantCulture), limit.ToString(CultureInfo.InvariantCulture), name);
    }

    private static Exception OverLimit(string value, string limit, string name) =>
        Refusal.Strict($"Limit exceeded {value} > {limit} for \"{name}\"", $"Reduce the \"{name}\" parameter to or below {limit}.");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
