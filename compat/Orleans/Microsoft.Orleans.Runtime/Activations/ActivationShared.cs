namespace Orleans.Runtime.Activations;

/// <summary>What all activations of the silo share.</summary>
internal sealed class ActivationShared(
    IServiceProvider services,
    ILocalSiloDetails silo,
    ILoggerFactory loggers,
    IOptions<SiloMessagingOptions> messaging,
    IOptions<GrainCollectionOptions> collection,
    IEnumerable<IIncomingGrainCallFilter> filters,
    [FromKeyedServices(TimeProviderNames.ActivationManagement)] TimeProvider clock)
{
    private GrainReferenceFactory? _references;

    public IServiceProvider Services { get; } = services;

    public SiloAddress Silo { get; } = silo.SiloAddress;

    public ILogger Logger { get; } = loggers.CreateLogger("Orleans.Runtime.Activation");

    public SiloMessagingOptions Messaging { get; } = messaging.Value;

    public GrainCollectionOptions Collection { get; } = collection.Value;

    public IIncomingGrainCallFilter[] Filters { get; } = [.. filters];

    public TimeProvider Clock { get; } = clock;

    /// <summary>Asked for late: references call activations.</summary>
    public GrainReferenceFactory References => _references ??= Services.GetRequiredService<GrainReferenceFactory>();
}
