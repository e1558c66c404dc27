namespace Orleans.Runtime;

/// <inheritdoc cref="ISiloLifecycle"/>
public class SiloLifecycleSubject(ILogger<SiloLifecycleSubject> logger) : LifecycleSubject(logger), ISiloLifecycle;
