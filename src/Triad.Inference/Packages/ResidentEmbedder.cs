using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Text;

namespace Triad.Inference.Packages;

/// <summary>
/// A package as callers hold it, however long. Each call takes a lease on the loaded package, and loads it where it was unloaded in between.
/// Vocabularies stay in memory, so that a text can be read at any time.
/// </summary>
internal sealed class ResidentEmbedder(PackageSlot slot, PackageRoom room, IEmbedder loaded) : IEmbedder
{
    private volatile IEmbedder _last = loaded;

    /// <summary>The package as it was loaded last.</summary>
    public IEmbedder Loaded => _last;

    /// <inheritdoc/>
    public ModelInfo Model => _last.Model;

    /// <inheritdoc/>
    public int QueueDepth => _last.QueueDepth;

    /// <summary>Takes on the package as it was loaded again.</summary>
    public void Renew(IEmbedder loaded) => _last = loaded;

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        try
        {
            return _last.Read(text);
        }
        catch (TextTooSlowException slow)
        {
            return new TextNotice(0, [], 0) { Problem = slow.Error };
        }
    }

    /// <inheritdoc/>
    public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        var entered = await EnterAsync(cancellationToken).ConfigureAwait(false);
        if (!entered.IsOk)
            return entered.Error;
        using var lease = entered.Value;
        try
        {
            return await lease.Embedder.EmbedAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (TextTooSlowException slow)
        {
            return slow.Error;
        }
    }

    /// <inheritdoc/>
    public async Task<Result<RerankResponse>> RerankAsync(RerankRequest request, CancellationToken cancellationToken)
    {
        var entered = await EnterAsync(cancellationToken).ConfigureAwait(false);
        if (!entered.IsOk)
            return entered.Error;
        using var lease = entered.Value;
        try
        {
            return await lease.Embedder.RerankAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (TextTooSlowException slow)
        {
            return slow.Error;
        }
    }

    private async Task<Result<PackageLease>> EnterAsync(CancellationToken cancellationToken)
    {
        var entered = await room.EnterAsync(slot, cancellationToken).ConfigureAwait(false);
        if (!entered.IsOk)
            return entered.Error;
        var lease = entered.Value;
        if (lease.Embedder.Model.Space == Model.Space)
            return lease;
        lease.Dispose();
        return Error.Of(
            ErrorReason.ModelUnavailable,
            "model_package",
            slot.Name,
            $"was replaced by one of the space {lease.Embedder.Model.Space}",
            $"Put the package of the space {Model.Space} back, or let the tenant change to the new one.");
    }
}
