namespace Orleans.Serialization.Cloning;

/// <summary>A copier for a family of types; implemented by the abstractions only.</summary>
public interface ISpecializableCopier;
