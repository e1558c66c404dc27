using Orleans.Core.Internal;

namespace Orleans.Runtime.Activations;

/// <summary>One living instance of a grain: its queue, its turn, its state.</summary>
internal sealed partial class Activation : IGrainContext, IGrainExtensionBinder, ICallChainReentrantGrainContext
{
    private readonly Lock _gate = new();
    private readonly CallQueue _calls;
    private readonly ActivationShared _shared;
    private readonly IActivationOwner _owner;
    private readonly ActivationScheduler _scheduler;
    private readonly GrainLifecycle _lifecycle;
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _activating = new();
    private readonly Dictionary<Type, object> _components = [];
    private AsyncServiceScope _scope;
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private GrainReference? _self;
    private bool _endBegun;
    private bool _wasValid;
    private long _idleSince;
    private long _keepAliveUntil;

    public Activation(GrainId grainId, GrainClass grainClass, ActivationShared shared, IActivationOwner owner)
    {
        Class = grainClass;
        GrainId = grainId;
        _shared = shared;
        _owner = owner;
        _scheduler = new ActivationScheduler(this);
        _lifecycle = new GrainLifecycle(shared.Logger);
        _calls = new CallQueue(
            (incoming, blocking) => Class.HasInterleaveRule
                && (Class.MayInterleave(GrainInstance!, incoming.Request) || Class.MayInterleave(GrainInstance!, blocking.Request)));
        Address = new GrainAddress { GrainId = grainId, ActivationId = ActivationId, SiloAddress = shared.Silo };
        _idleSince = shared.Clock.GetTimestamp();
    }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public ActivationId ActivationId { get; } = ActivationId.NewId();

    public GrainAddress Address { get; }

    public object? GrainInstance { get; private set; }

    /// <summary>The activation's timers; they end with it.</summary>
    public ConcurrentDictionary<GrainTimer, bool> Timers { get; } = new();

    public GrainReference GrainReference => _self ??= _shared.References.CreateUntyped(GrainId);

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => _lifecycle;

    public IWorkItemScheduler Scheduler => _scheduler;

    public Task Deactivated => _deactivated.Task;

    public ActivationState State { get; private set; }

    /// <summary>How many calls wait or run.</summary>
    public int Load
    {
        get
        {
            lock (_gate)
                return _calls.Count;
        }
    }

    public object? GetTarget() => GrainInstance;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        lock (_gate)
            _calls.EnterSection(reentrancyId);
    }

    public void OnExitReentrantSection(Guid reentrancyId)
    {
        lock (_gate)
            _calls.LeaveSection(reentrancyId);
    }

    public void Rehydrate(IRehydrationContext context)
    {
        // Nothing ever migrates within one process.
    }

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "One process: deactivated instead of migrated."), cancellationToken);

    public void DelayDeactivation(TimeSpan time) => Volatile.Write(
        ref _keepAliveUntil,
        time <= TimeSpan.Zero ? 0 : time == TimeSpan.MaxValue ? long.MaxValue : _shared.Clock.GetUtcNow().Add(time).UtcTicks);

    /// <summary>Deactivates the activation if it has been idle for longer than its class may be.</summary>
    public void CollectIfIdle()
    {
        var age = Class.CollectionAge;
        lock (_gate)
        {
            if (State != ActivationState.Valid || !_calls.IsIdle || _shared.Clock.GetElapsedTime(_idleSince) < age || Volatile.Read(ref _keepAliveUntil) > _shared.Clock.GetUtcNow().UtcTicks)
            {
                return;
            }
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The activation was idle."), CancellationToken.None);
    }

    public override string ToString() => $"[Activation {GrainId} {ActivationId} {State}]";

    [LoggerMessage(LogLevel.Error, "Activating {Activation} failed")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, Activation activation);

    [LoggerMessage(LogLevel.Error, "Deactivating {Activation} failed")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, Activation activation);

    [LoggerMessage(LogLevel.Warning, "A one-way call of {Method} on {Activation} failed")]
    private static partial void LogOneWayFailed(ILogger logger, Exception exception, string method, Activation activation);
}
