using System.Diagnostics.CodeAnalysis;

namespace Orleans.Serialization.Copying;

/// <summary>Copiers of types that another assembly knows, such as grain references.</summary>
internal interface ICopierSource
{
    /// <summary>Makes the copier of exactly this type, where the source knows it.</summary>
    bool TryCreate(Type type, [NotNullWhen(true)] out Copier? copier);
}
