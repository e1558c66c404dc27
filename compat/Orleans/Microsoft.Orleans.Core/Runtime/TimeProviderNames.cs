namespace Orleans.Runtime;

/// <summary>The keys under which a <see cref="TimeProvider"/> may be registered for a part of the runtime.</summary>
public static class TimeProviderNames
{
    /// <summary>Idle activations.</summary>
    public const string ActivationManagement = "Orleans.ActivationManagement";

    /// <summary>Grain timers.</summary>
    public const string Grains = "Orleans.Grains";

    /// <summary>Response timeouts.</summary>
    public const string Messaging = "Orleans.Messaging";
}
