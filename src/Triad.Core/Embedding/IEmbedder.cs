using Triad.Core.Errors;

namespace Triad.Core.Embedding;

/// <summary>Embeds with one model package. Calls from many callers share batches.</summary>
public interface IEmbedder
{
    /// <summary>What the package offers.</summary>
    ModelInfo Model { get; }

    /// <summary>
    /// How much work a new query would stand behind here: rows of queries that wait or run, and of ingest what runs now. All packages of a
    /// process share it. Cheap: what callers compare to choose a worker.
    /// </summary>
    int QueueDepth { get; }

    /// <summary>Tells what the vocabulary knows of a text, without embedding it.</summary>
    TextNotice Read(string text);

    /// <summary>
    /// Embeds. QueueFull (with a hint when to retry) where too much waits already; FieldInvalid for an item that the model cannot embed.
    /// </summary>
    Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Of a model with <see cref="ModelInfo.Rerank"/>: how well a text and each of some segments belong together. The numbers order these segments, and
    /// are no measure beside others.
    /// </summary>
    Task<Result<RerankResponse>> RerankAsync(RerankRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<RerankResponse>>(new RerankResponse([.. request.Kept.Select(_ => 0f)], TimeSpan.Zero));
}
