namespace Orleans.Serialization.Serializers;

/// <summary>Finds codecs and copiers.</summary>
public interface ICodecProvider
{
    /// <summary>The services that codecs are made from.</summary>
    IServiceProvider Services { get; }
}
