using Qdrant.Client.Grpc;
using Triad.Doubles.Limits;
using Triad.Doubles.Payloads;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Answers queries, groups and counts of values.</summary>
internal sealed class SearchDesk(Catalogue catalogue)
{
    private const int DefaultFacets = 10;

    public QueryResponse Query(QueryPoints request) => new() { Result = { Answer(request) } };

    public QueryBatchResponse QueryBatch(QueryBatchPoints request)
    {
        StrictMode.CheckSearches(catalogue[request.CollectionName], request.QueryPoints.Count);
        var answers = request.QueryPoints.Select(query => new BatchResult { Result = { Answer(Named(query, request)) } });
        return new QueryBatchResponse { Result = { answers } };
    }

    public SearchResponse Search(SearchPoints request) => new() { Result = { Answer(SearchMapping.ToQuery(request)) } };

    public SearchBatchResponse SearchBatch(SearchBatchPoints request)
    {
        StrictMode.CheckSearches(catalogue[request.CollectionName], request.SearchPoints.Count);
        var queries = request.SearchPoints.Select(SearchMapping.ToQuery);
        return new SearchBatchResponse { Result = { queries.Select(query => new BatchResult { Result = { Answer(query) } }) } };
    }

    public QueryGroupsResponse QueryGroups(QueryPointGroups request)
    {
        var collection = catalogue[request.CollectionName];
        var query = GroupSearch.ToQuery(request);
        var path = PayloadPath.Parse(request.GroupBy);
        StrictMode.CheckGroup(collection, path);
        StrictMode.CheckQuery(collection, query, GroupSearch.GroupSize(request));
        var shards = ShardRouting.ForRead(collection, request.ShardKeySelector);
        var groups = new GroupSearch(collection, shards, Reader(collection, shards).Read(query), path).Run(request);
        var result = new GroupsResult();
        foreach (var group in groups)
        {
            var answer = new PointGroup { Id = group.Id };
            answer.Hits.Add(group.Hits.Select(hit => AnswerShaping.Scored(hit, request.WithPayload, request.WithVectors)));
            if (request.WithLookup is not null)
                answer.Lookup = Lookup(group.Id, request.WithLookup);
            result.Groups.Add(answer);
        }

        return new QueryGroupsResponse { Result = result };
    }

    public FacetResponse Facet(FacetCounts request)
    {
        var collection = catalogue[request.CollectionName];
        var timeout = request.HasTimeout ? request.Timeout : (ulong?)null;
        StrictMode.CheckRead(collection, request.Filter, null, request is { HasExact: true, Exact: true }, timeout);
        var shards = ShardRouting.ForRead(collection, request.ShardKeySelector);
        if (collection.Indexes.At(PayloadPath.Parse(request.Key)) is not { HasMatch: true } index)
        {
            throw Refusal.WrongInput(
                $"No appropriate index for faceting: `{request.Key}`. Please create one to facet on this field. Check "
                + "https://qdrant.tech/documentation/concepts/indexing/#payload-index "
                + "to see which payload schemas support Match conditions");
        }

        var test = collection.Filters.Of(request.Filter);
        var hits = shards.SelectMany(shard => shard.Points.Values)
            .Where(point => test(point))
            .SelectMany(point => index.ValuesOf(point).Distinct())
            .GroupBy(value => value)
            .Select(group => new FacetHit { Value = FacetValueOf(group.Key), Count = (ulong)group.Count() })
            .OrderByDescending(hit => hit.Count)
            .ThenBy(hit => hit.Value.IntegerValue)
            .ThenBy(hit => hit.Value.BoolValue)
            .ThenBy(hit => hit.Value.StringValue, StringComparer.Ordinal)
            .Take(request.HasLimit ? (int)request.Limit : DefaultFacets);
        return new FacetResponse { Hits = { hits } };
    }

    private static QueryPoints Named(QueryPoints query, QueryBatchPoints batch)
    {
        if (query.CollectionName.Length > 0)
            return query;
        var named = query.Clone();
        named.CollectionName = batch.CollectionName;
        return named;
    }

    private static FacetValue FacetValueOf(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.IntegerValue => new FacetValue { IntegerValue = value.IntegerValue },
        Value.KindOneofCase.BoolValue => new FacetValue { BoolValue = value.BoolValue },
        _ => new FacetValue { StringValue = value.StringValue },
    };

    private IEnumerable<ScoredPoint> Answer(QueryPoints request)
    {
        var collection = catalogue[request.CollectionName];
        StrictMode.CheckQuery(collection, request);
        var shards = ShardRouting.ForRead(collection, request.ShardKeySelector);
        var stage = Reader(collection, shards).Read(request);
        var offset = request.HasOffset && stage.Scoring is not ScoringRule.Sampled ? (int)Math.Min(request.Offset, int.MaxValue) : 0;
        return QueryRunner.Run(collection, shards, stage, offset)
            .Select(hit => AnswerShaping.Scored(hit, request.WithPayload, request.WithVectors))
            .ToList();
    }

    private StageReader Reader(DoubleCollection collection, IReadOnlyList<Shard> shards) => new(collection, shards, location =>
    {
        var other = catalogue[location.CollectionName];
        return (other, ShardRouting.ForRead(other, location.ShardKeySelector));
    });

    private RetrievedPoint? Lookup(GroupId id, WithLookup lookup)
    {
        var collection = catalogue[lookup.Collection];
        PointKey key;
        if (id.KindCase == GroupId.KindOneofCase.UnsignedValue)
            key = new PointKey(false, id.UnsignedValue);
        else if (id.KindCase == GroupId.KindOneofCase.StringValue && Guid.TryParse(id.StringValue, out _))
            key = PointKey.From(new PointId { Uuid = id.StringValue });
        else
            return null;
        var found = collection.Shards.FirstOrDefault(shard => shard.Points.ContainsKey(key));
        if (found is null)
            return null;
        var hit = new Scored(found.Points[key], null, 0);
        return AnswerShaping.Retrieved(hit, lookup.WithPayload, hasPayloadByDefault: true, lookup.WithVectors);
    }
}
