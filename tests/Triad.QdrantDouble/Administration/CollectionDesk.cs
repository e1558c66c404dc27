using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Administration;

/// <summary>Makes, alters and describes collections and their aliases.</summary>
internal sealed class CollectionDesk(Catalogue catalogue)
{
    public CollectionOperationResponse Create(CreateCollection request)
    {
        catalogue.Add(new DoubleCollection(request.CollectionName, CollectionSettings.Of(request)));
        return new CollectionOperationResponse { Result = true };
    }

    public CollectionOperationResponse Update(UpdateCollection request)
    {
        CollectionSettings.Alter(catalogue[request.CollectionName].Config, request);
        return new CollectionOperationResponse { Result = true };
    }

    public CollectionOperationResponse Delete(DeleteCollection request) => new() { Result = catalogue.Remove(request.CollectionName) };

    public ListCollectionsResponse List(ListCollectionsRequest request) =>
        new() { Collections = { catalogue.Collections.Select(collection => new CollectionDescription { Name = collection.Name }) } };

    public CollectionExistsResponse Exists(CollectionExistsRequest request) =>
        new() { Result = new CollectionExists { Exists = catalogue.Has(request.CollectionName) } };

    public GetCollectionInfoResponse Get(GetCollectionInfoRequest request)
    {
        var collection = catalogue[request.CollectionName];
        var points = collection.Shards.SelectMany(shard => shard.Points.Values).ToList();
        var sparse = collection.Spaces().Where(space => space.IsSparse).Select(space => space.Name).ToList();
        var info = new CollectionInfo
        {
            Status = CollectionStatus.Green,
            OptimizerStatus = new OptimizerStatus { Ok = true },
            Config = collection.Config.Clone(),
            PointsCount = (ulong)points.Count,
            IndexedVectorsCount = (ulong)points.Sum(point => sparse.Count(point.Vectors.ContainsKey)),
            SegmentsCount = (ulong)collection.Shards.Count,
            UpdateQueue = new UpdateQueueInfo(),
        };
        foreach (var index in collection.Indexes.All)
        {
            var having = (ulong)points.Count(point => index.ValuesOf(point).Any());
            var schema = new PayloadSchemaInfo { DataType = index.Type, Points = having };
            if (index.Settings is not null)
                schema.Params = index.Settings.Clone();
            info.PayloadSchema[index.Path.ToString()] = schema;
        }

        return new GetCollectionInfoResponse { Result = info };
    }

    public CollectionOperationResponse UpdateAliases(ChangeAliases request)
    {
        foreach (var action in request.Actions)
        {
            switch (action.ActionCase)
            {
                case AliasOperations.ActionOneofCase.CreateAlias:
                    catalogue.SetAlias(action.CreateAlias.AliasName, action.CreateAlias.CollectionName);
                    break;
                case AliasOperations.ActionOneofCase.RenameAlias:
                    catalogue.RenameAlias(action.RenameAlias.OldAliasName, action.RenameAlias.NewAliasName);
                    break;
                case AliasOperations.ActionOneofCase.DeleteAlias:
                    catalogue.RemoveAlias(action.DeleteAlias.AliasName);
                    break;
                default:
                    throw Refusal.Malformed("Malformed AliasOperation type");
            }
        }

        return new CollectionOperationResponse { Result = true };
    }

    public ListAliasesResponse ListAliases(ListAliasesRequest request) => Described(catalogue.Aliases);

    public ListAliasesResponse ListAliases(ListCollectionAliasesRequest request)
    {
        var name = catalogue[request.CollectionName].Name;
        return Described(catalogue.Aliases.Where(pair => pair.Value == name));
    }

    private static ListAliasesResponse Described(IEnumerable<KeyValuePair<string, string>> aliases) =>
        new() { Aliases = { aliases.Select(pair => new AliasDescription { AliasName = pair.Key, CollectionName = pair.Value }) } };
}
