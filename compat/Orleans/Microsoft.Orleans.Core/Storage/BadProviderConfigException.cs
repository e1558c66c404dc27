namespace Orleans.Storage;

/// <summary>A grain asks for a storage that is not configured.</summary>
[GenerateSerializer]
public class BadProviderConfigException : OrleansException
{
    /// <summary>Makes the exception.</summary>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }
}
