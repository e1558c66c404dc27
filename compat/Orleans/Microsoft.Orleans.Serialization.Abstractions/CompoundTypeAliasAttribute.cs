namespace Orleans;

/// <summary>Names a generated type by parts.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum, AllowMultiple = true)]
public sealed class CompoundTypeAliasAttribute(params object[] components) : Attribute;
