namespace Triad.Grains.Tests.Effects;

/// <summary>Every side effect of an ingest and a deletion. A new one fails a test until it has a row here.</summary>
internal static class EffectTable
{
    public static IReadOnlyList<string> Rows { get; } =
    [
        "call: ICatalogGrain.AddAsync",
        "call: ICatalogGrain.RemoveAsync",
        "call: IIndexShardGrain.PublishAsync",
        "call: IIndexShardGrain.RemoveAsync",
        "call: IIndexShardGrain.StageAsync",
        "call: IIndexShardGrain.UpsertAsync",
        "call: IIngestQueueGrain.CompleteAsync",
        "call: IIngestQueueGrain.EnqueueAsync",
        "call: IVideoGrain.BeginAsync",
        "call: IVideoGrain.CheckpointAsync",
        "call: IVideoGrain.CommitAsync",
        "call: IVideoGrain.CreateAsync",
        "call: IVideoGrain.DeleteAsync",
        "call: IVideoGrain.FailAsync",
        "call: IVideoGrain.ReportAsync",
        "catalog: entry added",
        "catalog: entry removed",
        "media: delete video",
        "media: lease file",
        "media: write mel",
        "reminder: remove",
        "reminder: set",
        "row: fence added",
        "row: job added",
        "row: job removed",
        "state: index-shard",
        "state: video Decoding",
        "state: video Deleting",
        "state: video Failed",
        "state: video Indexing",
        "state: video Probing",
        "state: video Queued",
        "state: video Ready",
        "state: video erased",
        "vectors: delete",
        "vectors: open",
        "vectors: upsert",
    ];
}
