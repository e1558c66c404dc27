namespace Orleans.Serialization.Serializers;

/// <summary>Base class of generated code.</summary>
public class AbstractTypeSerializer<T> : Codecs.IFieldCodec<T>, IBaseCodec<T>
    where T : class
{
    /// <summary>Makes the serializer.</summary>
    protected internal AbstractTypeSerializer()
    {
    }
}
