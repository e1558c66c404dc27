using Qdrant.Client.Grpc;
using Triad.Doubles.Limits;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Writes;

/// <summary>Takes writes, one by one or in a batch.</summary>
internal sealed class WriteDesk(Catalogue catalogue)
{
    public PointsOperationResponse Upsert(UpsertPoints request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => Upsert(
            request.CollectionName,
            writer,
            request.Points,
            request.ShardKeySelector,
            request.UpdateFilter,
            request.UpdateMode));

    public PointsOperationResponse Delete(DeletePoints request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => writer.Delete(Checked(request.CollectionName, request.Points), request.ShardKeySelector));

    public PointsOperationResponse UpdateVectors(UpdatePointVectors request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => UpdateVectors(request.CollectionName, writer, request.Points, request.ShardKeySelector, request.UpdateFilter));

    public PointsOperationResponse DeleteVectors(DeletePointVectors request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => writer.DeleteVectors(Checked(request.CollectionName, request.PointsSelector), request.Vectors, request.ShardKeySelector));

    public PointsOperationResponse SetPayload(SetPayloadPoints request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => writer.SetPayload(
            request.Payload,
            request.HasKey ? request.Key : null,
            Checked(request.CollectionName, request.PointsSelector),
            request.ShardKeySelector));

    public PointsOperationResponse OverwritePayload(SetPayloadPoints request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => writer.OverwritePayload(
            request.Payload,
            Checked(request.CollectionName, request.PointsSelector),
            request.ShardKeySelector));

    public PointsOperationResponse DeletePayload(DeletePayloadPoints request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => writer.DeletePayload(request.Keys, Checked(request.CollectionName, request.PointsSelector), request.ShardKeySelector));

    public PointsOperationResponse ClearPayload(ClearPayloadPoints request) => Answer(
        request.CollectionName,
        Waits(request.HasWait, request.Wait),
        writer => writer.ClearPayload(Checked(request.CollectionName, request.Points), request.ShardKeySelector));

    /// <summary>The operations in their order; the first that is refused ends the batch, and those before it stay.</summary>
    public UpdateBatchResponse UpdateBatch(UpdateBatchPoints request)
    {
        var answer = new UpdateBatchResponse();
        var waits = Waits(request.HasWait, request.Wait);
        foreach (var operation in request.Operations)
            answer.Result.Add(Answer(request.CollectionName, waits, writer => Apply(request.CollectionName, writer, operation)).Result);
        return answer;
    }

    private static bool Waits(bool isGiven, bool waits) => isGiven && waits;

    private void Apply(string name, PointWriter writer, PointsUpdateOperation operation)
    {
        switch (operation.OperationCase)
        {
            case PointsUpdateOperation.OperationOneofCase.Upsert:
                var upsert = operation.Upsert;
                Upsert(name, writer, upsert.Points, upsert.ShardKeySelector, upsert.UpdateFilter, upsert.UpdateMode);
                break;
            case PointsUpdateOperation.OperationOneofCase.DeletePoints:
                writer.Delete(Checked(name, operation.DeletePoints.Points), operation.DeletePoints.ShardKeySelector);
                break;
            case PointsUpdateOperation.OperationOneofCase.SetPayload:
                var set = operation.SetPayload;
                writer.SetPayload(set.Payload, set.HasKey ? set.Key : null, Checked(name, set.PointsSelector), set.ShardKeySelector);
                break;
            case PointsUpdateOperation.OperationOneofCase.OverwritePayload:
                var overwrite = operation.OverwritePayload;
                writer.OverwritePayload(overwrite.Payload, Checked(name, overwrite.PointsSelector), overwrite.ShardKeySelector);
                break;
            case PointsUpdateOperation.OperationOneofCase.DeletePayload:
                var deletion = operation.DeletePayload;
                writer.DeletePayload(deletion.Keys, Checked(name, deletion.PointsSelector), deletion.ShardKeySelector);
                break;
            case PointsUpdateOperation.OperationOneofCase.ClearPayload:
                writer.ClearPayload(Checked(name, operation.ClearPayload.Points), operation.ClearPayload.ShardKeySelector);
                break;
            case PointsUpdateOperation.OperationOneofCase.UpdateVectors:
                var update = operation.UpdateVectors;
                UpdateVectors(name, writer, update.Points, update.ShardKeySelector, update.UpdateFilter);
                break;
            case PointsUpdateOperation.OperationOneofCase.DeleteVectors:
                var vectors = operation.DeleteVectors;
                writer.DeleteVectors(Checked(name, vectors.PointsSelector), vectors.Vectors, vectors.ShardKeySelector);
                break;
            case PointsUpdateOperation.OperationOneofCase.None:
                throw Refusal.Malformed("Operation is missing");
            default:
                throw Refusal.Uncomputed($"the operation {operation.OperationCase}");
        }
    }

    private void Upsert(
        string name,
        PointWriter writer,
        IReadOnlyList<PointStruct> points,
        ShardKeySelector? selector,
        Filter? updateFilter,
        UpdateMode mode)
    {
        StrictMode.CheckUpsert(catalogue[name], points.Count);
        writer.Upsert(points, selector, updateFilter, mode);
    }

    private void UpdateVectors(
        string name,
        PointWriter writer,
        IReadOnlyList<PointVectors> points,
        ShardKeySelector? selector,
        Filter? updateFilter)
    {
        StrictMode.CheckBatch(catalogue[name], points.Count, "update limit");
        writer.UpdateVectors(points, selector, updateFilter);
    }

    private PointsSelector? Checked(string name, PointsSelector? points)
    {
        StrictMode.CheckWrite(catalogue[name], points?.Filter);
        return points;
    }

    private PointsOperationResponse Answer(string name, bool waits, Action<PointWriter> write)
    {
        var collection = catalogue[name];
        write(new PointWriter(collection));
        var status = waits ? UpdateStatus.Completed : UpdateStatus.Acknowledged;
        return new PointsOperationResponse { Result = new UpdateResult { OperationId = collection.Operation, Status = status } };
    }
}
