using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>
/// Finds groups as a server does: it asks up to five times for hits of groups that are not full yet, then up to five times for hits of the
/// best groups that lack some.
/// </summary>
internal sealed class GroupSearch(DoubleCollection collection, IReadOnlyList<Shard> shards, Stage stage, PayloadPath path)
{
    private const int Rounds = 5;
    private const ulong DefaultGroupSize = 3;

    private readonly Dictionary<GroupId, Dictionary<PointKey, Scored>> _groups = [];
    private readonly HashSet<PointKey> _seen = [];
    private readonly ScoredComparer _comparer = ScoredComparer.Of(stage.Order);

    public static ulong GroupSize(QueryPointGroups request) => request.HasGroupSize ? request.GroupSize : DefaultGroupSize;

    public static QueryPoints ToQuery(QueryPointGroups request)
    {
        var query = new QueryPoints
        {
            CollectionName = request.CollectionName,
            Query = request.Query,
            Using = request.Using,
            Filter = request.Filter,
            Params = request.Params,
            LookupFrom = request.LookupFrom,
            ShardKeySelector = request.ShardKeySelector,
            Limit = request.HasLimit ? request.Limit : StageReader.DefaultLimit,
        };
        query.Prefetch.Add(request.Prefetch);
        if (request.HasScoreThreshold)
            query.ScoreThreshold = request.ScoreThreshold;
        if (request.HasTimeout)
            query.Timeout = request.Timeout;
        return query;
    }

    public IEnumerable<HitGroup> Run(QueryPointGroups request)
    {
        var (groups, size) = (stage.Limit, (int)GroupSize(request));
        var isFilling = false;
        for (var round = 0; round < 2 * Rounds; round++)
        {
            isFilling |= round >= Rounds;
            var filter = isFilling
                ? FilterMerge.Of(stage.Filter, Among(Best(groups).Where(id => !IsFull(id, size))))
                : FilterMerge.Of(stage.Filter, Except(_groups.Keys.Where(id => IsFull(id, size))));
            var hits = Ask(FilterMerge.Without(filter, _seen), groups * size, size);
            hits.ForEach(Add);
            if (Best(groups).Count(id => IsFull(id, size)) >= groups || (isFilling && hits.Count == 0))
                break;
            if (hits.Count == 0)
                round = Math.Max(round, Rounds - 1);
        }

        return Best(groups).Select(id => new HitGroup(id, [.. _groups[id].Values.Order(_comparer).Take(size)]));
    }

    private List<Scored> Ask(Filter? filter, int limit, int size)
    {
        var hasField = new Filter { MustNot = { new Condition { IsEmpty = new IsEmptyCondition { Key = path.ToString() } } } };
        var asked = stage with
        {
            Filter = FilterMerge.Of(filter, hasField),
            Limit = limit,
            Sources = [.. stage.Sources.Select(source => Larger(source, size))],
        };
        return QueryRunner.Run(collection, shards, asked, 0);
    }

    private static Stage Larger(Stage source, int size) =>
        source with { Limit = source.Limit * size, Sources = [.. source.Sources.Select(inner => Larger(inner, size))] };

    private void Add(Scored hit)
    {
        var ids = path.Get(hit.Point.Payload).SelectMany(value => value.Flat()).Select(IdOf).ToList();
        if (ids.Contains(null))
            return;
        foreach (var id in ids.OfType<GroupId>().Distinct())
        {
            if (!_groups.TryGetValue(id, out var group))
                _groups[id] = group = [];
            group.TryAdd(hit.Key, hit);
            _seen.Add(hit.Key);
        }
    }

    private static GroupId? IdOf(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => new GroupId { StringValue = value.StringValue },
        Value.KindOneofCase.IntegerValue when value.IntegerValue >= 0 => new GroupId { UnsignedValue = (ulong)value.IntegerValue },
        Value.KindOneofCase.IntegerValue => new GroupId { IntegerValue = value.IntegerValue },
        _ => null,
    };

    private bool IsFull(GroupId id, int size) => _groups[id].Count >= size;

    private List<GroupId> Best(int groups) =>
        [.. _groups.OrderBy(pair => pair.Value.Values.Min(_comparer)!, _comparer).Take(groups).Select(pair => pair.Key)];

    private Filter? Among(IEnumerable<GroupId> ids) => Matching(
        ids,
        numbers => new Match { Integers = new RepeatedIntegers { Integers = { numbers } } },
        texts => new Match { Keywords = new RepeatedStrings { Strings = { texts } } });

    private Filter? Except(IEnumerable<GroupId> ids) => Matching(
        ids,
        numbers => new Match { ExceptIntegers = new RepeatedIntegers { Integers = { numbers } } },
        texts => new Match { ExceptKeywords = new RepeatedStrings { Strings = { texts } } });

    private Filter? Matching(IEnumerable<GroupId> ids, Func<IEnumerable<long>, Match> ofNumbers, Func<IEnumerable<string>, Match> ofTexts)
    {
        var filter = new Filter();
        var list = ids.ToList();
        var numbers = list.Where(id => id.KindCase != GroupId.KindOneofCase.StringValue)
            .Select(id => id.KindCase == GroupId.KindOneofCase.UnsignedValue ? (long)id.UnsignedValue : id.IntegerValue)
            .ToList();
        var texts = list.Where(id => id.KindCase == GroupId.KindOneofCase.StringValue).Select(id => id.StringValue).ToList();
        if (numbers.Count > 0)
            filter.Must.Add(new Condition { Field = new FieldCondition { Key = path.ToString(), Match = ofNumbers(numbers) } });
        if (texts.Count > 0)
            filter.Must.Add(new Condition { Field = new FieldCondition { Key = path.ToString(), Match = ofTexts(texts) } });
        return filter.Must.Count > 0 ? filter : null;
    }
}
