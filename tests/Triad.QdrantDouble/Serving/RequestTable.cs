using Google.Protobuf;
using Google.Protobuf.Reflection;
using Qdrant.Client.Grpc;
using Triad.Doubles.Administration;
using Triad.Doubles.Limits;
using Triad.Doubles.Queries;
using Triad.Doubles.Storage;
using Triad.Doubles.Writes;

namespace Triad.Doubles.Serving;

/// <summary>Which method answers which call. One call is computed at a time.</summary>
internal sealed class RequestTable
{
    private const string Title = "qdrant - vector search engine";
    private const string Version = "1.19.0";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Func<IMessage, IMessage>> _methods = [];

    public RequestTable(TimeProvider time)
    {
        var catalogue = new Catalogue();
        Shards = new ShardDesk(catalogue);
        AddHealth();
        AddCollections(new CollectionDesk(catalogue));
        AddSnapshots(new SnapshotDesk(catalogue, time));
        AddReads(new SearchDesk(catalogue), new PointDesk(catalogue));
        AddWrites(new WriteDesk(catalogue), new IndexDesk(catalogue));
    }

    private ShardDesk Shards { get; }

    /// <summary>The services of a server that a client sees.</summary>
    public static IReadOnlyList<ServiceDescriptor> Services { get; } =
        [Qdrant.Client.Grpc.Qdrant.Descriptor, Collections.Descriptor, Points.Descriptor, Snapshots.Descriptor];

    /// <summary>The name of a method as calls have it: <c>qdrant.Points/Upsert</c>.</summary>
    public static string NameOf(MethodDescriptor method) => $"{method.Service.FullName}/{method.Name}";

    /// <exception cref="Grpc.Core.RpcException">The call is refused, or nothing computes it.</exception>
    public IMessage Answer(string method, IMessage request)
    {
        if (!_methods.TryGetValue(method, out var answer))
            throw Refusal.Uncomputed(method);
        lock (_lock)
        {
            FieldRules.Check(request);
            return answer(request);
        }
    }

    public void HoldTransfers()
    {
        lock (_lock)
            Shards.HoldsTransfers = true;
    }

    public void ReleaseTransfers()
    {
        lock (_lock)
        {
            Shards.HoldsTransfers = false;
            Shards.EndTransfers();
        }
    }

    public void AbortTransfers()
    {
        lock (_lock)
            Shards.AbortTransfers();
    }

    private void AddHealth() => Add<HealthCheckRequest>(
        "qdrant.Qdrant/HealthCheck",
        _ => new HealthCheckReply { Title = Title, Version = Version });

    private void AddCollections(CollectionDesk desk)
    {
        Add<CreateCollection>("qdrant.Collections/Create", desk.Create);
        Add<UpdateCollection>("qdrant.Collections/Update", desk.Update);
        Add<DeleteCollection>("qdrant.Collections/Delete", desk.Delete);
        Add<ListCollectionsRequest>("qdrant.Collections/List", desk.List);
        Add<GetCollectionInfoRequest>("qdrant.Collections/Get", desk.Get);
        Add<CollectionExistsRequest>("qdrant.Collections/CollectionExists", desk.Exists);
        Add<ChangeAliases>("qdrant.Collections/UpdateAliases", desk.UpdateAliases);
        Add<ListAliasesRequest>("qdrant.Collections/ListAliases", desk.ListAliases);
        Add<ListCollectionAliasesRequest>("qdrant.Collections/ListCollectionAliases", desk.ListAliases);
        Add<CollectionClusterInfoRequest>("qdrant.Collections/CollectionClusterInfo", Shards.Describe);
        Add<UpdateCollectionClusterSetupRequest>("qdrant.Collections/UpdateCollectionClusterSetup", Shards.Update);
        Add<CreateShardKeyRequest>("qdrant.Collections/CreateShardKey", Shards.Create);
        Add<DeleteShardKeyRequest>("qdrant.Collections/DeleteShardKey", Shards.Delete);
        Add<ListShardKeysRequest>("qdrant.Collections/ListShardKeys", Shards.List);
    }

    private void AddSnapshots(SnapshotDesk desk)
    {
        Add<CreateSnapshotRequest>("qdrant.Snapshots/Create", desk.Create);
        Add<ListSnapshotsRequest>("qdrant.Snapshots/List", desk.List);
        Add<DeleteSnapshotRequest>("qdrant.Snapshots/Delete", desk.Delete);
        Add<CreateFullSnapshotRequest>("qdrant.Snapshots/CreateFull", desk.CreateFull);
        Add<ListFullSnapshotsRequest>("qdrant.Snapshots/ListFull", desk.ListFull);
        Add<DeleteFullSnapshotRequest>("qdrant.Snapshots/DeleteFull", desk.DeleteFull);
    }

    private void AddReads(SearchDesk searches, PointDesk points)
    {
        Add<QueryPoints>("qdrant.Points/Query", searches.Query);
        Add<QueryBatchPoints>("qdrant.Points/QueryBatch", searches.QueryBatch);
        Add<QueryPointGroups>("qdrant.Points/QueryGroups", searches.QueryGroups);
        Add<SearchPoints>("qdrant.Points/Search", searches.Search);
        Add<SearchBatchPoints>("qdrant.Points/SearchBatch", searches.SearchBatch);
        Add<FacetCounts>("qdrant.Points/Facet", searches.Facet);
        Add<ScrollPoints>("qdrant.Points/Scroll", points.Scroll);
        Add<GetPoints>("qdrant.Points/Get", points.Get);
        Add<CountPoints>("qdrant.Points/Count", points.Count);
    }

    private void AddWrites(WriteDesk writes, IndexDesk indexes)
    {
        Add<UpsertPoints>("qdrant.Points/Upsert", writes.Upsert);
        Add<DeletePoints>("qdrant.Points/Delete", writes.Delete);
        Add<UpdatePointVectors>("qdrant.Points/UpdateVectors", writes.UpdateVectors);
        Add<DeletePointVectors>("qdrant.Points/DeleteVectors", writes.DeleteVectors);
        Add<SetPayloadPoints>("qdrant.Points/SetPayload", writes.SetPayload);
        Add<SetPayloadPoints>("qdrant.Points/OverwritePayload", writes.OverwritePayload);
        Add<DeletePayloadPoints>("qdrant.Points/DeletePayload", writes.DeletePayload);
        Add<ClearPayloadPoints>("qdrant.Points/ClearPayload", writes.ClearPayload);
        Add<UpdateBatchPoints>("qdrant.Points/UpdateBatch", writes.UpdateBatch);
        Add<CreateFieldIndexCollection>("qdrant.Points/CreateFieldIndex", indexes.Create);
        Add<DeleteFieldIndexCollection>("qdrant.Points/DeleteFieldIndex", indexes.Delete);
        Add<CreateVectorNameRequest>("qdrant.Points/CreateVectorName", indexes.CreateVector);
        Add<DeleteVectorNameRequest>("qdrant.Points/DeleteVectorName", indexes.DeleteVector);
    }

    private void Add<TRequest>(string method, Func<TRequest, IMessage> answer)
        where TRequest : IMessage => _methods.Add(method, request => answer((TRequest)request));
}
