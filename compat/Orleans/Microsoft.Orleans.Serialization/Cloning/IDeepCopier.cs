namespace Orleans.Serialization.Cloning;

/// <summary>Copies values; implemented by the abstractions only.</summary>
public interface IDeepCopier;
