namespace Orleans.Serialization.Codecs;

/// <summary>Base class of codecs that write a class as a struct.</summary>
public abstract class GeneralizedReferenceTypeSurrogateCodec<TField, TSurrogate> : IFieldCodec<TField>
    where TField : class
    where TSurrogate : struct
{
    /// <summary>Makes the codec.</summary>
    protected GeneralizedReferenceTypeSurrogateCodec(Serializers.IValueSerializer<TSurrogate> surrogateSerializer) =>
        ArgumentNullException.ThrowIfNull(surrogateSerializer);
}
