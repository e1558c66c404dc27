using Qdrant.Client.Grpc;
using Triad.Doubles.Payloads;
using Triad.Doubles.Scoring;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Writes;

/// <summary>Writes points, vectors and payloads of a collection.</summary>
internal sealed class PointWriter(DoubleCollection collection)
{
    public void Upsert(IReadOnlyList<PointStruct> points, ShardKeySelector? selector, Filter? updateFilter, UpdateMode mode)
    {
        var written = points.Select(PointReader.Point).ToList();
        foreach (var point in written)
            Prepare(point.Vectors);
        var test = collection.Filters.Of(updateFilter);
        var byKey = written.ToLookup(point => point.Key);
        WriteByKeys(selector, written.ConvertAll(point => point.Key), (shard, key) =>
        {
            var isThere = shard.Points.TryGetValue(key, out var old);
            var isAllowed = mode switch
            {
                UpdateMode.InsertOnly => !isThere,
                UpdateMode.UpdateOnly => isThere && test(old!),
                _ => !isThere || test(old!),
            };
            if (!isAllowed)
                return;
            var stored = byKey[key].Last().Copy();
            stored.Version = collection.Operation;
            shard.Points[key] = stored;
        });
    }

    public void Delete(PointsSelector? points, ShardKeySelector? selector) =>
        WriteSelected(points, selector, needsAll: false, (shard, point) => shard.Points.Remove(point.Key));

    public void UpdateVectors(IReadOnlyList<PointVectors> points, ShardKeySelector? selector, Filter? updateFilter)
    {
        var written = points.Select(point => (Key: PointKey.From(point.Id), Vectors: PointReader.Vectors(point.Vectors))).ToList();
        foreach (var (_, vectors) in written)
            Prepare(vectors);
        var test = collection.Filters.Of(updateFilter);
        var byKey = written.ToLookup(each => each.Key, each => each.Vectors);
        var keys = written.ConvertAll(each => each.Key);
        var missing = new List<PointKey>();
        WriteByKeys(selector, keys, (shard, key) =>
        {
            if (!shard.Points.TryGetValue(key, out var point))
                missing.Add(key);
            else if (test(point))
                Touch(point, () => PutAll(point.Vectors, byKey[key].SelectMany(vectors => vectors)));
        });
        if (updateFilter is null)
            RefuseMissing(missing);
    }

    public void DeleteVectors(PointsSelector? points, VectorsSelector? vectors, ShardKeySelector? selector)
    {
        if (vectors is null)
            throw Refusal.Malformed("vectors is expected");
        foreach (var name in vectors.Names)
            _ = collection.Space(name);
        WriteSelected(points, selector, needsAll: true, (_, point) => Touch(point, () =>
        {
            foreach (var name in vectors.Names)
                point.Vectors.Remove(name);
        }));
    }

    public void SetPayload(IReadOnlyDictionary<string, Value> payload, string? key, PointsSelector? points, ShardKeySelector? selector)
    {
        var path = key is null ? null : PayloadPath.Parse(key);
        WriteSelected(points, selector, needsAll: true, (_, point) => Touch(point, () =>
        {
            if (path is null)
                PayloadMerge.Into(point.Payload, payload);
            else
                path.Merge(point.Payload, payload);
        }));
    }

    public void OverwritePayload(IReadOnlyDictionary<string, Value> payload, PointsSelector? points, ShardKeySelector? selector) =>
        WriteSelected(points, selector, needsAll: true, (_, point) => Touch(point, () => point.Payload = PointReader.Payload(payload)));

    public void DeletePayload(IEnumerable<string> keys, PointsSelector? points, ShardKeySelector? selector)
    {
        var paths = keys.Select(PayloadPath.Parse).ToList();
        WriteSelected(
            points,
            selector,
            needsAll: true,
            (_, point) => Touch(point, () => paths.ForEach(path => path.Remove(point.Payload))));
    }

    public void ClearPayload(PointsSelector? points, ShardKeySelector? selector) =>
        WriteSelected(points, selector, needsAll: true, (_, point) => Touch(point, point.Payload.Clear));

    private static void PutAll(Dictionary<string, VectorData> target, IEnumerable<KeyValuePair<string, VectorData>> vectors)
    {
        foreach (var (name, vector) in vectors)
            target[name] = vector;
    }

    private static void RefuseMissing(List<PointKey> keys)
    {
        if (keys.Count > 0)
            throw Refusal.NotFound($"No point with id {keys[0]} found");
    }

    private void Prepare(Dictionary<string, VectorData> vectors)
    {
        foreach (var (name, vector) in vectors.ToList())
        {
            var space = collection.Space(name);
            VectorRules.CheckWritten(space, vector);
            vectors[name] = Similarity.Prepared(space, vector);
        }
    }

    private void Touch(StoredPoint point, Action change)
    {
        change();
        point.Version = collection.Operation;
    }

    // Ids that are missing are refused where the operation needs them, after the others have been altered.
    private void WriteSelected(PointsSelector? points, ShardKeySelector? selector, bool needsAll, Action<Shard, StoredPoint> change)
    {
        switch (points?.PointsSelectorOneOfCase)
        {
            case PointsSelector.PointsSelectorOneOfOneofCase.Points:
                var missing = new List<PointKey>();
                WriteByKeys(selector, points.Points.Ids.Select(PointKey.From).ToList(), (shard, key) =>
                {
                    if (shard.Points.TryGetValue(key, out var point))
                        change(shard, point);
                    else
                        missing.Add(key);
                });
                if (needsAll)
                    RefuseMissing(missing);
                break;
            case PointsSelector.PointsSelectorOneOfOneofCase.Filter:
                var test = collection.Filters.Of(points.Filter);
                Write(selector, group =>
                {
                    foreach (var shard in group)
                    {
                        foreach (var point in shard.Points.Values.Where(point => test(point)).ToList())
                            change(shard, point);
                    }

                    return group;
                });
                break;
            default:
                throw Refusal.Malformed("PointSelector is missing");
        }
    }

    private void WriteByKeys(ShardKeySelector? selector, List<PointKey> keys, Action<Shard, PointKey> write) => Write(selector, group =>
    {
        if (keys.Count == 0)
            throw Refusal.BadRequest("Empty update request");
        var written = new HashSet<Shard>();
        foreach (var key in keys.Distinct())
        {
            var shard = ShardRouting.Of(key, group);
            write(shard, key);
            written.Add(shard);
        }

        return written;
    });

    // A write to a shard that is not active yet is made, and told as an error.
    private void Write(ShardKeySelector? selector, Func<IReadOnlyList<Shard>, IEnumerable<Shard>> write)
    {
        var groups = ShardRouting.ForWrite(collection, selector);
        collection.Operation++;
        var written = groups.SelectMany(write).ToList();
        if (!written.TrueForAll(shard => shard.IsActive))
        {
            throw Refusal.Internal(
                "Failed to apply operation to at least one `Active` replica. Consistency of this update is not guaranteed. Please retry. ");
        }
    }
}
