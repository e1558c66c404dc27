namespace Orleans.Serialization.Cloning;

/// <summary>Hands a value over without a copy.</summary>
public class ShallowCopier<T> : IDeepCopier<T>;
