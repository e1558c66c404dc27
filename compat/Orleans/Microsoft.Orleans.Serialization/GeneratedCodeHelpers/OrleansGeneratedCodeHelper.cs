namespace Orleans.Serialization.GeneratedCodeHelpers;

/// <summary>What generated code calls.</summary>
public static class OrleansGeneratedCodeHelper
{
    /// <summary>Base class of generated copiers of exceptions.</summary>
    public abstract class ExceptionCopier<T, B> : Cloning.IDeepCopier<T>, Cloning.IBaseCopier<T>
        where T : B
        where B : Exception
    {
        /// <summary>Makes the copier.</summary>
        protected ExceptionCopier(Serializers.ICodecProvider codecProvider) => ArgumentNullException.ThrowIfNull(codecProvider);
    }
}
