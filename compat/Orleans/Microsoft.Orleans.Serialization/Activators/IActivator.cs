namespace Orleans.Serialization.Activators;

/// <summary>Makes instances; implemented by the generated code of the abstractions only.</summary>
public interface IActivator<T>;
