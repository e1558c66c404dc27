using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Hosting;

namespace Triad.Inference.Packages;

/// <summary>
/// The packages of a folder: each of its folders with a model.json, named as the package. A package is loaded when first asked for; one
/// that is wrong is reported to who asks, tried again after a while, and never takes anything else down.
/// </summary>
internal sealed class ModelCatalog : IModelCatalog, IDisposable
{
    private static readonly TimeSpan RetryFailedAfter = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly PackageLoader _loader;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelCatalog> _logger;
    private readonly ConcurrentDictionary<string, PackageSlot> _slots = new(StringComparer.Ordinal);

    public ModelCatalog(IOptions<InferenceOptions> options, PackageLoader loader, TimeProvider time, ILogger<ModelCatalog> logger)
    {
        _folder = Path.GetFullPath(options.Value.ModelsFolder);
        (_loader, _time, _logger) = (loader, time, logger);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Packages => Directory.Exists(_folder)
        ? [.. Directory.EnumerateDirectories(_folder)
            .Where(folder => File.Exists(Path.Combine(folder, ModelManifest.FileName)))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)]
        : [];

    /// <inheritdoc/>
    public int QueueDepth => _slots.Values.Select(slot => slot.Embedder?.QueueDepth ?? 0).DefaultIfEmpty().Max(); // They share one queue.

    /// <inheritdoc/>
    public async Task<Result<IEmbedder>> GetAsync(string package, CancellationToken cancellationToken)
    {
        if (_slots.TryGetValue(package, out var ready) && ready.Embedder is { } loaded)
            return Result<IEmbedder>.Ok(loaded);
        if (!Packages.Contains(package, StringComparer.Ordinal))
            return Error.Of(
                ErrorReason.ModelUnavailable,
                "model_package",
                package,
                "is not among the model packages of this installation",
                $"Use one of: {string.Join(", ", Packages)}.");
        var slot = _slots.GetOrAdd(package, _ => new PackageSlot());
        await slot.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (slot.Embedder is { } embedder)
                return Result<IEmbedder>.Ok(embedder);
            if (slot.Failure is { } failure && _time.GetElapsedTime(slot.FailedAt) < RetryFailedAfter)
                return failure;
            return await LoadAsync(package, slot, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots.Values)
            slot.Dispose();
    }

    private async Task<Result<IEmbedder>> LoadAsync(string package, PackageSlot slot, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var problems = new List<PackageProblem>();
        var folder = Path.Combine(_folder, package);
        LoadedPackage? loaded = null;
        try
        {
            loaded = await Task.Run(() => _loader.LoadAsync(folder, package, problems, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A package is a user's: whatever its files do to a reader, the others are served.
            problems.Add(new PackageProblem(
                ModelManifest.FileName, "", $"cannot be read, or a file that it names: {exception.Message.TrimEnd('.')}", "Take the package anew."));
        }

        if (loaded?.Embedder is { } embedder)
        {
            _logger.PackageLoaded(package, embedder.Model.Space.Value, _time.GetElapsedTime(started).TotalSeconds);
            slot.Keep(loaded);
            return Result<IEmbedder>.Ok(embedder);
        }

        foreach (var problem in problems)
            _logger.PackageRefused(package, problem.File, problem.Field, problem.Message);
        var failure = new Error(
            ErrorReason.ModelUnavailable,
            $"The model package {package} cannot be used. {string.Join(" ", problems)}",
            "model_package",
            package,
            problems[0].Remedy);
        slot.Fail(failure, _time.GetTimestamp());
        return failure;
    }
}
