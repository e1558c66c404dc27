namespace Orleans.Runtime;

/// <summary>Marks the constructor parameter that gets a persistent state.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The state's name.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The storage's name; null is the default one.</summary>
    public string? StorageName { get; } = storageName;
}
