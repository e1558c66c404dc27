namespace Orleans;

/// <summary>The stages that a silo starts through, upwards, and stops through, downwards.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before everything.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime itself.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>Services of the runtime.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage of the runtime.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Grain services of the runtime; grains can be called from here on.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>After the runtime's grain services.</summary>
    public const int AfterRuntimeGrainServices = 8100;

    /// <summary>The application's services, such as grain storage.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The first stage at which calls from elsewhere are taken.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>Where, on the way down, grains are deactivated.</summary>
    public const int GrainDeactivation = BecomeActive - 1;

    /// <summary>The silo runs; start-up tasks come here.</summary>
    public const int Active = 20000;

    /// <summary>After everything.</summary>
    public const int Last = int.MaxValue;
}
