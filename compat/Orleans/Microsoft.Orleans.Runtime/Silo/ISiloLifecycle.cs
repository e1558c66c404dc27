namespace Orleans.Runtime;

/// <summary>The stages of the silo.</summary>
public interface ISiloLifecycle : ILifecycleObservable;
