using Qdrant.Client.Grpc;
using Triad.Doubles.Limits;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Reads points page by page and by id, and counts them.</summary>
internal sealed class PointDesk(Catalogue catalogue)
{
    public ScrollResponse Scroll(ScrollPoints request)
    {
        var collection = catalogue[request.CollectionName];
        var limit = request.HasLimit ? (int)request.Limit : StageReader.DefaultLimit;
        StrictMode.CheckRead(collection, request.Filter, (ulong)limit, isExact: false, request.HasTimeout ? request.Timeout : null);
        var shards = ShardRouting.ForRead(collection, request.ShardKeySelector);
        return request.OrderBy is null ? ById(collection, shards, request, limit) : ByField(collection, shards, request, limit);
    }

    public GetResponse Get(GetPoints request)
    {
        var collection = catalogue[request.CollectionName];
        var keys = request.Ids.Select(PointKey.From).Distinct().ToList();
        var shards = ShardRouting.ForRead(collection, request.ShardKeySelector);
        var points = keys.SelectMany(key => shards
            .Where(shard => shard.Points.ContainsKey(key))
            .Take(1)
            .Select(shard => new Scored(shard.Points[key], shard.Key, 0)));
        var answers = points.Select(hit =>
            AnswerShaping.Retrieved(hit, request.WithPayload, hasPayloadByDefault: false, request.WithVectors));
        return new GetResponse { Result = { answers } };
    }

    public CountResponse Count(CountPoints request)
    {
        var collection = catalogue[request.CollectionName];
        var isExact = !request.HasExact || request.Exact;
        StrictMode.CheckRead(collection, request.Filter, null, isExact, request.HasTimeout ? request.Timeout : null);
        var test = collection.Filters.Of(request.Filter);
        var shards = ShardRouting.ForRead(collection, request.ShardKeySelector);
        var count = shards.Sum(shard => shard.Points.Values.Count(point => test(point)));
        return new CountResponse { Result = new CountResult { Count = (ulong)count } };
    }

    private static ScrollResponse ById(DoubleCollection collection, IReadOnlyList<Shard> shards, ScrollPoints request, int limit)
    {
        var test = collection.Filters.Of(request.Filter);
        var from = request.Offset is null ? default : PointKey.From(request.Offset);
        var page = shards
            .SelectMany(shard => shard.Points.Values.Select(point => new Scored(point, shard.Key, 0)))
            .Where(hit => hit.Key.CompareTo(from) >= 0 && test(hit.Point))
            .OrderBy(hit => hit.Key)
            .DistinctBy(hit => hit.Key)
            .Take(limit + 1)
            .ToList();
        var answer = Answer(page.Take(limit), request);
        if (page.Count > limit)
            answer.NextPageOffset = page[limit].Key.ToMessage();
        return answer;
    }

    private static ScrollResponse ByField(DoubleCollection collection, IReadOnlyList<Shard> shards, ScrollPoints request, int limit)
    {
        if (request.Offset is not null)
        {
            throw Refusal.WrongInput(
                "Cannot use an `offset` when using `order_by`. The alternative for paging is to use `order_by.start_from` and a filter to "
                + "exclude the IDs that you've already seen for the `order_by.start_from` value");
        }

        var stage = new Stage([], StageReader.ByField(request.OrderBy, collection), request.Filter, null, limit, null);
        return Answer(QueryRunner.Run(collection, shards, stage, 0), request);
    }

    private static ScrollResponse Answer(IEnumerable<Scored> hits, ScrollPoints request) => new()
    {
        Result = { hits.Select(hit => AnswerShaping.Retrieved(hit, request.WithPayload, hasPayloadByDefault: true, request.WithVectors)) },
    };
}
