using System.Runtime.CompilerServices;

namespace Orleans.Core;

/// <summary>One state of one grain and the storage that keeps it. Operations run one after the other.</summary>
public class StateStorageBridge<TState> : IStorage<TState>
{
    private readonly string _name;
    private readonly IGrainContext _context;
    private readonly IGrainStorage _storage;
    private readonly GrainState<TState> _state;
    private Task _last = Task.CompletedTask;
    private bool _read;

    /// <summary>Makes the bridge; nothing is read yet.</summary>
    /// <exception cref="Serialization.CodecNotFoundException">The state's type or a member of it has no annotation.</exception>
    public StateStorageBridge(string name, IGrainContext grainContext, IGrainStorage store)
    {
        _name = name;
        _context = grainContext;
        _storage = store;
        grainContext.ActivationServices.GetRequiredService<CodecProvider>().Copiers.For<TState>();
        _state = new GrainState<TState>(NewState());
    }

    /// <inheritdoc/>
    public TState State
    {
        get => OnTurn()._state.State!;
        set => OnTurn()._state.State = value;
    }

    /// <inheritdoc/>
    public string? Etag
    {
        get => _state.ETag;
        set => _state.ETag = value;
    }

    /// <inheritdoc/>
    public bool RecordExists => _read ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    internal bool IsRead => _read;

    /// <inheritdoc/>
    public Task ReadStateAsync() => Enqueue(ReadAsync, default);

    /// <inheritdoc/>
    public Task WriteStateAsync() => Enqueue(WriteAsync, default);

    /// <inheritdoc/>
    public Task ClearStateAsync() => Enqueue(ClearAsync, default);

    Task IStorage.ReadStateAsync(CancellationToken cancellationToken) => Enqueue(ReadAsync, cancellationToken);

    Task IStorage.WriteStateAsync(CancellationToken cancellationToken) => Enqueue(WriteAsync, cancellationToken);

    Task IStorage.ClearStateAsync(CancellationToken cancellationToken) => Enqueue(ClearAsync, cancellationToken);

    private static TState NewState()
    {
        if (typeof(TState).IsValueType)
            return default!;

        return typeof(TState).GetConstructor([]) is null
            ? (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState))
            : Activator.CreateInstance<TState>();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await _storage.ReadStateAsync(_name, _context.GrainId, _state, cancellationToken);
        _read = true;
        _state.State ??= NewState();
    }

    private Task WriteAsync(CancellationToken cancellationToken) =>
        _storage.WriteStateAsync(_name, _context.GrainId, _state, cancellationToken);

    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        await _storage.ClearStateAsync(_name, _context.GrainId, _state, cancellationToken);
        _state.State ??= NewState();
    }

    private Task Enqueue(Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        var before = OnTurn()._last;
        return _last = RunAsync(before, operation, cancellationToken);
    }

    private static async Task RunAsync(Task before, Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
        await operation(cancellationToken);
    }

    private StateStorageBridge<TState> OnTurn() => RuntimeContext.Current is null
        ? throw new InvalidOperationException(
            "Activation access violation. A non-activation thread attempted to access activation services.")
        : this;
}
