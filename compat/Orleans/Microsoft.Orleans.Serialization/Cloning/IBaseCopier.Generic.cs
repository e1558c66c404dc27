namespace Orleans.Serialization.Cloning;

/// <summary>Copies the fields of a base class; implemented by generated code only.</summary>
public interface IBaseCopier<T> : IBaseCopier
    where T : class;
