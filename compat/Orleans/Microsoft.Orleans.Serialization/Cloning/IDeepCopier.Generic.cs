namespace Orleans.Serialization.Cloning;

/// <summary>Copies values of one type; implemented by the abstractions only.</summary>
public interface IDeepCopier<T> : IDeepCopier;
