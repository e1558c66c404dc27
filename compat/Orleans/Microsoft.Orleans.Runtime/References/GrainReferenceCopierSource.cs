using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.References;

/// <summary>Copiers of references, and of what else of the abstractions passes as it is.</summary>
internal sealed class GrainReferenceCopierSource : ICopierSource
{
    public bool TryCreate(Type type, [NotNullWhen(true)] out Copier? copier)
    {
        if (typeof(IAddressable).IsAssignableFrom(type))
        {
            copier = CopierCatalog.New(typeof(ReferenceCopy<>), [type]);
            return true;
        }

        var passes = typeof(IInvokable).IsAssignableFrom(type)
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Concurrency.Immutable<>));
        copier = passes ? CopierCatalog.New(typeof(ShallowCopy<>), [type]) : null;
        return passes;
    }
}
