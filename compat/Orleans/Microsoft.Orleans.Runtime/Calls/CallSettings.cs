namespace Orleans.Runtime.Calls;

/// <summary>What every call needs of the silo's settings.</summary>
internal sealed class CallSettings(
    IOptions<SiloMessagingOptions> options, [FromKeyedServices(TimeProviderNames.Messaging)] TimeProvider clock)
{
    public SiloMessagingOptions Options { get; } = options.Value;

    public TimeProvider Clock { get; } = clock;
}
