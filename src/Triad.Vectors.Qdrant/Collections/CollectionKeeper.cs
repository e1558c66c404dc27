using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Collections;

/// <summary>
/// Makes collections, their shared key, indexes and vectors where they are missing. What is there is read first and never made again: an
/// index that is made with another type takes the place of the one that was there, without a word.
/// </summary>
internal sealed class CollectionKeeper(QdrantCalls calls, QdrantVectorsOptions options)
{
    private readonly ConcurrentDictionary<string, CollectionState> _known = [];
    private volatile bool _versionIsFine;

    /// <summary>The collection of a space, with at least these representations.</summary>
    public Task<Result<CollectionState>> EnsureAsync(
        SpaceId space,
        IReadOnlyList<RepresentationShape> representations,
        CancellationToken cancellationToken) =>
        EnsureAsync(CollectionNaming.OfSpace(options.CollectionPrefix, space), space.Value, representations, cancellationToken);

    /// <summary>The directory of shards.</summary>
    public Task<Result<CollectionState>> EnsureDirectoryAsync(CancellationToken cancellationToken) =>
        EnsureAsync(CollectionNaming.OfDirectory(options.CollectionPrefix), "", CollectionShape.DirectoryVectors, cancellationToken);

    /// <summary>Whether a collection is there.</summary>
    public async Task<Result<bool>> ExistsAsync(string collection, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey(collection))
            return true;
        if (await CheckServerAsync(cancellationToken) is { } tooOld)
            return tooOld;
        var request = new Q.CollectionExistsRequest { CollectionName = collection };
        var exists = await calls.AdministerAsync(
            "CollectionExists",
            (client, call) => client.CollectionExistsAsync(request, call),
            cancellationToken);
        return exists.IsOk ? exists.Value.Result.Exists : exists.Error;
    }

    /// <summary>Null where the server will do.</summary>
    public async Task<Error?> CheckServerAsync(CancellationToken cancellationToken)
    {
        if (_versionIsFine)
            return null;
        var version = await calls.VersionAsync(cancellationToken);
        if (!version.IsOk)
            return version.Error;
        if (ServerVersion.Check(version.Value, options.Endpoint) is { } tooOld)
            return tooOld;
        _versionIsFine = true;
        return null;
    }

    /// <summary>
    /// Null where those collections that are there under names of ours are ours; otherwise the first thing that is wrong with one.
    /// </summary>
    public async Task<Error?> CheckFitAsync(CancellationToken cancellationToken)
    {
        var names = await NamesAsync(cancellationToken);
        if (!names.IsOk)
            return names.Error;
        var directory = CollectionNaming.OfDirectory(options.CollectionPrefix);
        foreach (var name in names.Value)
        {
            var space = CollectionNaming.SpaceOf(options.CollectionPrefix, name);
            if (space is null && name != directory)
                continue;
            var info = await InfoAsync(name, cancellationToken);
            if (!info.IsOk)
                return info.Error;
            if (CollectionFit.Check(name, space?.Value ?? "", info.Value) is { } misfit)
                return misfit;
        }

        return null;
    }

    private async Task<Result<CollectionState>> EnsureAsync(
        string name,
        string space,
        IReadOnlyList<RepresentationShape> wanted,
        CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var known) && Missing(known, wanted) is [])
            return CheckDimensions(known, wanted) is { } other ? other : known;
        var exists = await ExistsAsync(name, cancellationToken);
        if (!exists.IsOk)
            return exists.Error;
        if (!exists.Value && await CreateAsync(name, space, wanted, cancellationToken) is { } failed)
            return failed;

        var state = await CompleteAsync(name, space, wanted, cancellationToken);
        if (state.IsOk)
            _known[name] = state.Value;
        return state;
    }

    // Two silos may make it at once: the one that comes late finds it there, which is as good.
    private async Task<Error?> CreateAsync(
        string name,
        string space,
        IReadOnlyList<RepresentationShape> wanted,
        CancellationToken cancellationToken)
    {
        var request = CollectionShape.Create(name, space, wanted, options);
        var created = await calls.AdministerAsync("Create", (client, call) => client.CreateAsync(request, call), cancellationToken);
        if (created.IsOk)
            return null;
        var info = await InfoAsync(name, cancellationToken);
        return info.IsOk ? null : created.Error;
    }

    private async Task<Result<CollectionState>> CompleteAsync(
        string name,
        string space,
        IReadOnlyList<RepresentationShape> wanted,
        CancellationToken cancellationToken)
    {
        var info = await InfoAsync(name, cancellationToken);
        if (!info.IsOk)
            return info.Error;
        if (CollectionFit.Check(name, space, info.Value) is { } misfit)
            return misfit;
        var state = new CollectionState(name, Dimensions(info.Value));
        if (CheckDimensions(state, wanted) is { } other)
            return other;
        if (await EnsureSharedKeyAsync(name, cancellationToken) is { } noKey)
            return noKey;
        foreach (var (field, type, parameters) in CollectionShape.Indexes)
        {
            if (!info.Value.PayloadSchema.ContainsKey(field)
                && await CreateIndexAsync(name, field, type, parameters, cancellationToken) is { } noIndex)
                return noIndex;
        }

        foreach (var shape in Missing(state, wanted))
            if (await CreateVectorAsync(name, shape, cancellationToken) is { } noVector)
                return noVector;
        return state with
        {
            Dimensions = state.Dimensions.SetItems(wanted.Select(shape => KeyValuePair.Create(shape.Name.Value, shape.Dimension))),
        };
    }

    private async Task<Result<Q.CollectionInfo>> InfoAsync(string name, CancellationToken cancellationToken)
    {
        var request = new Q.GetCollectionInfoRequest { CollectionName = name };
        var got = await calls.AdministerAsync("Get", (client, call) => client.GetAsync(request, call), cancellationToken);
        return got.IsOk ? got.Value.Result : got.Error;
    }

    private async Task<Error?> EnsureSharedKeyAsync(string name, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(name, cancellationToken);
        if (!keys.IsOk)
            return keys.Error;
        if (keys.Value.Contains(CollectionNaming.SharedKey))
            return null;
        var created = await calls.AdministerAsync(
            "CreateShardKey",
            (client, call) => client.CreateShardKeyAsync(
                new() { CollectionName = name, Request = new() { ShardKey = new() { Keyword = CollectionNaming.SharedKey } } },
                call),
            cancellationToken);
        if (created.IsOk)
            return null;
        var again = await KeysAsync(name, cancellationToken);
        return again.IsOk && again.Value.Contains(CollectionNaming.SharedKey) ? null : created.Error;
    }

    /// <summary>The names of all collections of the server.</summary>
    public async Task<Result<IReadOnlyList<string>>> NamesAsync(CancellationToken cancellationToken)
    {
        var listed = await calls.AdministerAsync("List", (client, call) => client.ListAsync(new(), call), cancellationToken);
        return listed.IsOk
            ? Result<IReadOnlyList<string>>.Ok([.. listed.Value.Collections.Select(described => described.Name)])
            : listed.Error;
    }

    /// <summary>The shard keys of a collection.</summary>
    public async Task<Result<ImmutableHashSet<string>>> KeysAsync(string name, CancellationToken cancellationToken)
    {
        var listed = await calls.AdministerAsync(
            "ListShardKeys",
            (client, call) => client.ListShardKeysAsync(new() { CollectionName = name }, call),
            cancellationToken);
        return listed.IsOk ? listed.Value.ShardKeys.Select(described => described.Key.Keyword).ToImmutableHashSet() : listed.Error;
    }

    private async Task<Error?> CreateIndexAsync(
        string name,
        string field,
        Q.PayloadSchemaType type,
        Q.PayloadIndexParams parameters,
        CancellationToken cancellationToken)
    {
        var request = new Q.CreateFieldIndexCollection
        {
            CollectionName = name,
            FieldName = field,
            FieldType = FieldType(type),
            FieldIndexParams = parameters,
            Wait = true,
        };
        var created = await calls.ChangeAsync(
            "CreateFieldIndex",
            (client, call) => client.CreateFieldIndexAsync(request, call),
            cancellationToken);
        return created.IsOk ? null : created.Error;
    }

    private async Task<Error?> CreateVectorAsync(string name, RepresentationShape shape, CancellationToken cancellationToken)
    {
        var request = new Q.CreateVectorNameRequest
        {
            CollectionName = name,
            VectorName = shape.Name.Value,
            DenseConfig = new() { Size = (ulong)shape.Dimension, Distance = Q.Distance.Dot },
            Wait = true,
        };
        var created = await calls.ChangeAsync(
            "CreateVectorName",
            (client, call) => client.CreateVectorNameAsync(request, call),
            cancellationToken);
        if (created.IsOk)
            return null;
        var info = await InfoAsync(name, cancellationToken);
        return info.IsOk && Dimensions(info.Value).GetValueOrDefault(shape.Name.Value) == shape.Dimension ? null : created.Error;
    }

    private static ImmutableDictionary<string, int> Dimensions(Q.CollectionInfo info) =>
        info.Config.Params.VectorsConfig.ParamsMap.Map.ToImmutableDictionary(pair => pair.Key, pair => (int)pair.Value.Size);

    private static List<RepresentationShape> Missing(CollectionState state, IReadOnlyList<RepresentationShape> wanted) =>
        [.. wanted.Where(shape => !state.Dimensions.ContainsKey(shape.Name.Value))];

    private static Error? CheckDimensions(CollectionState state, IReadOnlyList<RepresentationShape> wanted) =>
        VectorRules.Check(wanted, name => state.Dimensions.TryGetValue(name.Value, out var dimension) ? dimension : null);

    private static Q.FieldType FieldType(Q.PayloadSchemaType type) => type switch
    {
        Q.PayloadSchemaType.Keyword => Q.FieldType.Keyword,
        Q.PayloadSchemaType.Integer => Q.FieldType.Integer,
        Q.PayloadSchemaType.Float => Q.FieldType.Float,
        _ => throw new NotSupportedException($"No index of ours is of type {type}."),
    };
}
