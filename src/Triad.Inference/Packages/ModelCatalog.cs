using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Hosting;

namespace Triad.Inference.Packages;

/// <summary>
/// The packages of a folder: each of its folders with a model.json, named as the package. A package is loaded when it is used, and unloaded
/// when it is not; one that is wrong is reported to who asks, tried again after a while, and never takes anything else down.
/// </summary>
internal sealed class ModelCatalog : IModelCatalog, IDisposable
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly PackageLoader _loader;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelCatalog> _logger;
    private readonly PackageRoom _room;
    private readonly ITimer _sweep;
    private readonly SemaphoreSlim _door = new(1, 1); // One loads at a time, so that what it took can be told.
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, PackageSlot> _slots = new(StringComparer.Ordinal);

    public ModelCatalog(IOptions<InferenceOptions> options, PackageLoader loader, TimeProvider time, ILogger<ModelCatalog> logger)
    {
        _folder = Path.GetFullPath(options.Value.ModelsFolder);
        (_loader, _time, _logger) = (loader, time, logger);
        _room = new PackageRoom(options.Value.Packages, time, logger) { LoadAsync = LoadOnceAsync };
        _sweep = time.CreateTimer(_ => _room.UnloadIdle(), null, SweepPeriod, SweepPeriod);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Packages => Directory.Exists(_folder)
        ? [.. Directory.EnumerateDirectories(_folder)
            .Where(folder => File.Exists(Path.Combine(folder, ModelManifest.FileName)))
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The packages that are loaded now.</summary>
    internal IReadOnlyList<string> Loaded => [.. _room.Loaded().Select(entry => entry.Package).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public int QueueDepth => _slots.Values.Select(slot => slot.Embedder?.QueueDepth ?? 0).DefaultIfEmpty().Max(); // They share one queue.

    /// <inheritdoc/>
    public bool HasRoomFor(string package) =>
        (_slots.TryGetValue(package, out var slot) && _room.Has(slot)) || _room.Fits(PackageMemory.FilesOf(Path.Combine(_folder, package)));

    /// <inheritdoc/>
    public async Task<Result<IEmbedder>> GetAsync(string package, CancellationToken cancellationToken)
    {
        if (_slots.TryGetValue(package, out var known) && known.Embedder is { } embedder)
            return embedder;
        if (!Packages.Contains(package, StringComparer.Ordinal))
            return Error.Of(
                ErrorReason.ModelUnavailable,
                "model_package",
                package,
                "is not among the model packages of this installation",
                $"Use one of: {string.Join(", ", Packages)}.");
        var slot = _slots.GetOrAdd(package, name => new PackageSlot(name, _room));
        var loaded = await LoadOnceAsync(slot).WaitAsync(cancellationToken).ConfigureAwait(false);
        return loaded.IsOk ? slot.Embedder! : loaded.Error;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweep.Dispose();
        _stopping.Cancel();
        _room.Dispose();
    }

    private Task<Result> LoadOnceAsync(PackageSlot slot) => slot.LoadOnceAsync(() => LoadAsync(slot), _time);

    private async Task<Result> LoadAsync(PackageSlot slot)
    {
        await _door.WaitAsync(_stopping.Token).ConfigureAwait(false);
        try
        {
            if (_room.Has(slot))
                return Result.Ok;
            var files = PackageMemory.FilesOf(Path.Combine(_folder, slot.Name));
            var booked = await _room.BookAsync(slot, files, _stopping.Token).ConfigureAwait(false);
            return booked.IsOk ? await LoadAsync(slot, files, _stopping.Token).ConfigureAwait(false) : booked;
        }
        finally
        {
            _door.Release();
        }
    }

    private async Task<Result> LoadAsync(PackageSlot slot, long files, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var before = PackageMemory.Native();
        var problems = new List<PackageProblem>();
        LoadedPackage? loaded = null;
        try
        {
            loaded = await _loader.LoadAsync(Path.Combine(_folder, slot.Name), slot.Name, problems, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A package is a user's: whatever its files do to a reader, the others are served.
            problems.Add(new PackageProblem(
                ModelManifest.FileName, "", $"cannot be read, or a file that it names: {exception.Message.TrimEnd('.')}", "Take the package anew."));
        }

        if (loaded?.Embedder is { } embedder)
        {
            var bytes = PackageMemory.Booked(files, PackageMemory.Native() - before);
            slot.Know(embedder);
            _room.Keep(slot, loaded, bytes);
            _logger.PackageLoaded(slot.Name, embedder.Model.Space.Value, _time.GetElapsedTime(started).TotalSeconds, bytes >> 20);
            return Result.Ok;
        }

        _room.GiveBack(slot);
        foreach (var problem in problems)
            _logger.PackageRefused(slot.Name, problem.File, problem.Field, problem.Message);
        var failure = new Error(
            ErrorReason.ModelUnavailable,
            $"The model package {slot.Name} cannot be used. {string.Join(" ", problems)}",
            "model_package",
            slot.Name,
            problems[0].Remedy);
        slot.Fail(failure, _time.GetTimestamp());
        return failure;
    }
}
