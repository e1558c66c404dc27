using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Administration;

/// <summary>Snapshots: names and times alone, for a server gives one back over HTTP only.</summary>
internal sealed class SnapshotDesk(Catalogue catalogue, TimeProvider time)
{
    private const long Size = 1024;

    public CreateSnapshotResponse Create(CreateSnapshotRequest request)
    {
        var collection = catalogue[request.CollectionName];
        return Create(collection.Snapshots, $"{collection.Name}-{Peer.Id}");
    }

    public ListSnapshotsResponse List(ListSnapshotsRequest request) => List(catalogue[request.CollectionName].Snapshots);

    public DeleteSnapshotResponse Delete(DeleteSnapshotRequest request) =>
        Delete(catalogue[request.CollectionName].Snapshots, request.SnapshotName);

    public CreateSnapshotResponse CreateFull(CreateFullSnapshotRequest request) => Create(catalogue.Snapshots, "full-snapshot");

    public ListSnapshotsResponse ListFull(ListFullSnapshotsRequest request) => List(catalogue.Snapshots);

    public DeleteSnapshotResponse DeleteFull(DeleteFullSnapshotRequest request) => Delete(catalogue.Snapshots, request.SnapshotName);

    private CreateSnapshotResponse Create(Dictionary<string, DateTimeOffset> snapshots, string prefix)
    {
        var now = time.GetUtcNow();
        var stamp = now.ToString("yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture);
        var name = $"{prefix}-{stamp}.snapshot";
        for (var number = 1; !snapshots.TryAdd(name, now); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{stamp}-{number}.snapshot");
        return new CreateSnapshotResponse { SnapshotDescription = Described(name, now) };
    }

    private static ListSnapshotsResponse List(Dictionary<string, DateTimeOffset> snapshots) =>
        new() { SnapshotDescriptions = { snapshots.Select(pair => Described(pair.Key, pair.Value)) } };

    private static DeleteSnapshotResponse Delete(Dictionary<string, DateTimeOffset> snapshots, string name) =>
        snapshots.Remove(name) ? new DeleteSnapshotResponse() : throw Refusal.NotFound($"Snapshot {name} not found");

    private static SnapshotDescription Described(string name, DateTimeOffset made) =>
        new() { Name = name, CreationTime = Timestamp.FromDateTimeOffset(made), Size = Size };
}
