namespace Orleans.Serialization;

/// <summary>A value could not be copied.</summary>
public class SerializerException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SerializerException(string message)
        : base(message)
    {
    }
}
