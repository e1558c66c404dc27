using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Embeds with one remote package: the endpoint computes, here its answers are checked, weighted and summed.</summary>
internal sealed class RemoteEmbedder : IEmbedder, IPreparation, IDisposable
{
    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly RemoteManifest _manifest;
    private readonly RemoteClient _client;
    private readonly RemoteQueue _queue;
    private readonly RemoteItemReader _reader;
    private readonly AdmissionPolicy _admissions;
    private readonly EmbedRequestValidator _validator;

    public RemoteEmbedder(LoadedPackage opened, RemoteManifest manifest, RemoteClient client, TimeProvider time)
    {
        (_manifest, _client, _reader) = (manifest, client, new RemoteItemReader(manifest));
        _admissions = new AdmissionPolicy(opened.Options.Scheduling);
        _queue = new RemoteQueue(manifest.Endpoint.MostInputs, manifest.Endpoint.Parallel, client.SendAsync, _admissions, time);
        Model = RemoteModel.Describe(opened, manifest);
        _validator = new EmbedRequestValidator(Model, manifest.EmbeddingSize, _reader.InputsOf, MasksOf);
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public int QueueDepth => _admissions.Admitted(EmbedPriority.Query)
        + Math.Min(_admissions.Admitted(EmbedPriority.Ingest), _manifest.Endpoint.MostInputs * _manifest.Endpoint.Parallel);

    /// <summary>Which words the endpoint's model knows is not told: all of them, then.</summary>
    public TextNotice Read(string text) => new(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, [], 0);

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item)
    {
        var sizes = new Dictionary<string, IReadOnlyList<int>>();
        if (item.Parts.Select(part => part.Frames).FirstOrDefault(frames => frames is not null) is { } clip
            && _manifest.Frames is { } frames)
            sizes["frames"] = [frames.Of(clip.Count).Count, clip.Height, clip.Width, 3];
        if (item.Parts.Select(part => part.Audio).FirstOrDefault(audio => audio is not null) is { } sound && _manifest.SampleRate > 0)
            sizes["samples"] = [sound.Samples.Length];
        return new PreparedItem([], sizes);
    }

    /// <inheritdoc/>
    public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity("embed");
        span?.SetTag("triad.model", Model.Package).SetTag("triad.items", request.Items.Count);
        var response = await EmbedNowAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsOk)
            span.SetError(response.Error);
        return response;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _queue.Dispose();
        _client.Dispose();
    }

    private async Task<Result<EmbedResponse>> EmbedNowAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_validator.Validate(request) is { IsOk: false } refused)
            return refused.Error;
        var items = new List<IReadOnlyDictionary<Modalities, IReadOnlyList<RemoteTerm>>>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            var item = request.Items[i];
            if (item.KeepTokens != Modalities.None || item.Parts.Any(part => part.Tokens.Count > 0))
                return Error.Invalid(
                    $"items[{i}].keep_tokens", item.KeepTokens.ToName(), $"asks for tokens, and {Model.Package} has none",
                    "Use the strategy average for whole videos.");
            var terms = _reader.Read(item, $"items[{i}]", MasksOf(item));
            if (!terms.IsOk)
                return terms.Error;
            items.Add(terms.Value);
        }

        var rows = items.Sum(item => item.Values.Sum(mask => mask.Sum(term => term.Inputs.Count)));
        var admitted = _admissions.Admit(request.Priority, request.Share, rows, TimeSpan.Zero);
        if (!admitted.IsOk)
            return admitted.Error;
        using var admission = new Admission(_admissions, request.Priority, admitted.Value, 0);
        var run = new RemoteRun(Model.Package, _manifest.EmbeddingSize, _queue, admission, cancellationToken);
        var vectors = await Task.WhenAll(items.Select(run.EmbedAsync)).ConfigureAwait(false);
        if (vectors.FirstOrDefault(item => !item.IsOk).Error is { } failed)
            return failed;
        return new EmbedResponse([.. request.Items.Zip(vectors, (item, own) => Of(item, own.Value))], admission.Compute);
    }

    private ItemEmbedding Of(EmbedItem item, IReadOnlyDictionary<Modalities, EmbeddingVector> vectors) =>
        new(item.Representations.Zip(MasksOf(item)).DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => vectors[pair.Second]), null);

    // All that a query has, or what the name says of media.
    private IReadOnlyList<Modalities> MasksOf(EmbedItem item)
    {
        var all = item.Mask & _manifest.Modalities;
        return [.. item.Representations.Select(name => item.Role == EmbedRole.Query || name == RepresentationName.Full ? all : name.Mask)];
    }
}
