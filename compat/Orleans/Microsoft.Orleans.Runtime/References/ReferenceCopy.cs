namespace Orleans.Runtime.References;

/// <summary>A reference passes as it is; a grain passes as a reference to itself.</summary>
internal sealed class ReferenceCopy<T> : Copier<T>
{
    public override T Copy(T value, CopyContext context) => value switch
    {
        null => value,
        GrainReference => value,
        IGrainObserver => throw new ArgumentException(
            $"{value.GetType()} is an observer's object; pass the reference that IGrainFactory.CreateObjectReference makes of it."),
        IGrainBase grain => (T)grain.GrainContext.GrainReference.AsReference(typeof(T)),
        _ => throw new ArgumentException($"{value.GetType()} is neither a reference nor a grain."),
    };
}
