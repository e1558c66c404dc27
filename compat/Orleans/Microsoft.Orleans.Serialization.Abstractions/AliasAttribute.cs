namespace Orleans;

/// <summary>Names a type or method independently of its name in code.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method, AllowMultiple = true)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The name that stands for the type or method.</summary>
    public string Alias { get; } = alias;
}
