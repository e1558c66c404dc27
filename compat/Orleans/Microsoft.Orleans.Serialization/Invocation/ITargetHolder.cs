namespace Orleans.Serialization.Invocation;

/// <summary>Holds the object that calls are made on.</summary>
public interface ITargetHolder
{
    /// <summary>The object.</summary>
    object? GetTarget();

    /// <summary>A component or extension that belongs to it.</summary>
    object? GetComponent(Type componentType);
}
