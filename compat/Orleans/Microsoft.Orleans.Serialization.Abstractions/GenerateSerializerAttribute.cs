namespace Orleans;

/// <summary>The type may cross a grain boundary.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether the primary constructor's parameters are copied; always so for records.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }

    /// <summary>Which members are copied without an <see cref="IdAttribute"/>.</summary>
    public GenerateFieldIds GenerateFieldIds { get; init; }
}
