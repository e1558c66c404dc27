namespace Triad.Core.Embedding;

/// <summary>Who waits for an embedding.</summary>
public enum EmbedPriority
{
    /// <summary>A person waits: batched before ingest.</summary>
    Query,

    /// <summary>Bulk work: never starved, but behind queries.</summary>
    Ingest,
}
