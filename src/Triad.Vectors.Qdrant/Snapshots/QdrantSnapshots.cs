using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;

namespace Triad.Vectors.Qdrant.Snapshots;

/// <summary>Snapshots of the collection of a space. They lie on the server; each of its nodes makes one of what it has.</summary>
public sealed class QdrantSnapshots
{
    private readonly QdrantCalls _calls;
    private readonly QdrantVectorsOptions _options;

    internal QdrantSnapshots(QdrantCalls calls, QdrantVectorsOptions options)
    {
        _calls = calls;
        _options = options;
    }

    /// <summary>Makes a snapshot.</summary>
    public async Task<Result<QdrantSnapshot>> CreateAsync(SpaceId space, CancellationToken cancellationToken)
    {
        var request = new Q.CreateSnapshotRequest { CollectionName = NameOf(space) };
        var made = await _calls.SnapshotAsync("CreateSnapshot", (client, call) => client.CreateAsync(request, call), cancellationToken);
        return made.IsOk ? From(made.Value.SnapshotDescription) : made.Error;
    }

    /// <summary>The snapshots that there are.</summary>
    public async Task<Result<IReadOnlyList<QdrantSnapshot>>> ListAsync(SpaceId space, CancellationToken cancellationToken)
    {
        var request = new Q.ListSnapshotsRequest { CollectionName = NameOf(space) };
        var listed = await _calls.SnapshotAsync("ListSnapshots", (client, call) => client.ListAsync(request, call), cancellationToken);
        return listed.IsOk
            ? Result<IReadOnlyList<QdrantSnapshot>>.Ok([.. listed.Value.SnapshotDescriptions.Select(From)])
            : listed.Error;
    }

    /// <summary>Deletes a snapshot.</summary>
    public async Task<Result> DeleteAsync(SpaceId space, string name, CancellationToken cancellationToken)
    {
        var request = new Q.DeleteSnapshotRequest { CollectionName = NameOf(space), SnapshotName = name };
        var deleted = await _calls.SnapshotAsync("DeleteSnapshot", (client, call) => client.DeleteAsync(request, call), cancellationToken);
        return deleted.IsOk ? Result.Ok : deleted.Error;
    }

    private string NameOf(SpaceId space) => CollectionNaming.OfSpace(_options.CollectionPrefix, space);

    private static QdrantSnapshot From(Q.SnapshotDescription description) =>
        new(description.Name, description.Size, description.CreationTime?.ToDateTimeOffset());
}
